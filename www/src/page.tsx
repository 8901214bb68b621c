// Puts the views into the frame: the one place that knows them all.

import type { JSX } from "preact";
import { app } from "./state/app_state";
import { About } from "./views/about/about";
import { Detail } from "./views/detail/detail";
import { Entries } from "./views/entries/entries";
import { Failed } from "./views/failed/failed";
import { Fields } from "./views/fields/fields";
import { Format } from "./views/format/format";
import { GoTo } from "./views/go_to/go_to";
import { Groups } from "./views/groups/groups";
import { Help } from "./views/help/help";
import { Ledger } from "./views/ledger/ledger";
import { Levels } from "./views/levels/levels";
import { Memory } from "./views/memory/memory";
import { Notes } from "./views/notices/notes";
import { Notices } from "./views/notices/notices";
import { Open } from "./views/open/open";
import { Palette } from "./views/palette/palette";
import { Panel, type PanelPart } from "./views/panel/panel";
import { Progress } from "./views/progress/progress";
import { QueryBox } from "./views/query/query_box";
import { Save } from "./views/save/save";
import { Shell } from "./views/shell/shell";
import { Sources } from "./views/sources/sources";
import { Timeline } from "./views/timeline/timeline";
import { TopBar } from "./views/top_bar/top_bar";

const PANEL_PARTS: readonly PanelPart[] = [
  { id: "groups", title: "Groups", draw: () => <Groups /> },
  { id: "sources", title: "Sources", draw: drawSources },
  { id: "fields", title: "Fields", draw: () => <Fields /> },
  { id: "ledger", title: "Ledger", draw: () => <Ledger /> },
];

function drawSources(): JSX.Element {
  return (
    <div class="ls-panel__column">
      <Sources />
      <Memory />
    </div>
  );
}

const DIALOGS = { help: Help, palette: Palette, about: About, format: Format, save: Save } as const;

/** The whole page. */
export function Page(): JSX.Element {
  const failure = app.bootFailure.value;
  if (failure !== null) return <Failed reason={failure} />;
  const dialog = app.dialog.value;
  const OpenDialog = dialog === null ? null : DIALOGS[dialog];
  return (
    <Shell
      topBar={
        <TopBar notes={<Notes />}>
          <QueryBox />
        </TopBar>
      }
      status={
        <>
          <Progress />
          <Notices />
        </>
      }
      firstSight={<Open />}
      overview={
        <>
          <Levels />
          <Timeline />
        </>
      }
      panel={<Panel parts={PANEL_PARTS} />}
      entries={<Entries />}
      detail={<Detail />}
      dialogs={
        <>
          <GoTo />
          {OpenDialog === null ? null : <OpenDialog />}
        </>
      }
    />
  );
}

//! The logs of hostd, vpxa, vpxd and the kernel of `ESXi`, and `vmware.log` of each virtual machine.

use crate::format::pattern::PatternFormat;
use crate::format::{FormatCard, Sample};
use crate::level::Level;

/// `VMware` `ESXi` and vCenter.
pub(in crate::format) static FORMAT: PatternFormat = PatternFormat::new(
    FormatCard {
        id: "esxi",
        title: "VMware ESXi and vCenter",
        definition_url: "https://techdocs.broadcom.com/us/en/vmware-cis/vsphere/vsphere/8-0/vsphere-monitoring-and-performance/monitoring-esxi-system-logs.html",
        samples: SAMPLES,
        has_pairs: true,
        has_parts: false,
    },
    &[
        "{time:iso} {level} {program}[{thread}] [Originator@{_:digits} sub={sub}{? opID={operation}?}{?{_:text}?}] {message}",
        "{time:iso} {level:only,In=info,Wa=warn,Er=error,Db=debug,No=notice,Cr=fatal,Al=fatal,Em=fatal}({_:digits}) {program}[{pid}]: {?[Originator@{_:digits} sub={sub}{? opID={operation}?}{?{_:text}?}] ?}{message}",
        "{time:iso} {level:only,In=info,Wa=warn,Er=error,Db=debug,No=notice,Cr=fatal,Al=fatal,Em=fatal}({_:digits}) {program:=vmkernel|vmkwarning}: cpu{cpu:digits}:{world:digits}{? opID={operation}?}){message}",
        "{time:iso} cpu{cpu:digits}:{world:digits}{? opID={operation}?}){message}",
        "{time:iso} {level} {program}[{thread:coded}] {message}",
        // What a virtual machine writes beside its disks, on desktops too.
        "{time:iso}| {thread}| {level:letter}{_:digits}{?:?}{?+?} {message}",
        "{time:iso}: {thread}| {level:letter}{_:digits}{?:?}{?+?} {message}",
        "{time:iso} {level:only,In=info,Wa=warn,Er=error,Db=debug,No=notice,Cr=fatal,Al=fatal,Em=fatal}({_:digits}){?+?} {thread} - {message}",
    ],
);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "2021-03-04T05:06:07.089Z warning hostd[2099] [Originator@6876 sub=Nest.egg opID=a1-7] Egg 3 is cold",
        time: "2021-03-04T05:06:07.089Z",
        level: Level::Warn,
        message: "Egg 3 is cold",
        fields: &[
            ("program", "hostd"),
            ("thread", "2099"),
            ("sub", "Nest.egg"),
            ("operation", "a1-7"),
        ],
    },
    Sample {
        text: "2021-03-04T05:06:08.089Z Er(11) nestd[2100]: Egg 3 is gone",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Error,
        message: "Egg 3 is gone",
        fields: &[("program", "nestd"), ("pid", "2100")],
    },
    Sample {
        text: "2021-03-04T05:06:07.089+01:00| vcpu-0| W115: Egg 4 is cold",
        time: "2021-03-04T04:06:07.089Z",
        level: Level::Warn,
        message: "Egg 4 is cold",
        fields: &[("thread", "vcpu-0")],
    },
    Sample {
        text: "2021-03-04T05:06:08.089Z In(05) vmx - Egg 4 is warm",
        time: "2021-03-04T05:06:08.089Z",
        level: Level::Info,
        message: "Egg 4 is warm",
        fields: &[("thread", "vmx")],
    },
];

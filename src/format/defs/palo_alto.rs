//! Logs of Palo Alto Networks' firewalls: rows whose fourth cell says what they are.
//!
//! Layouts: traffic; threats and similar logs; the system; its configuration; remote users; which user
//! has which address; host reports; decrypted traffic; authentication; and all others, which share only
//! their first columns. Newer versions add columns at the end.

use crate::format::table::Class;
use crate::format::table::cells::Cut;
use crate::format::table::known::{Columns, KnownTable, PLAIN};
use crate::format::{FormatCard, Framing, Sample};
use crate::level::Level;

pub(in crate::format) static FORMAT: KnownTable = KnownTable::new(
    FormatCard {
        id: "palo_alto",
        title: "Palo Alto Networks firewall",
        definition_url: "https://docs.paloaltonetworks.com/pan-os/11-0/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions",
        samples: SAMPLES,
        ..FormatCard::PLAIN
    },
    Framing::Lines,
    &[
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time source destination nat_source nat_destination rule source_user destination_user application virtual_system source_zone destination_zone inbound_interface outbound_interface log_action _3 session_id repeat_count source_port destination_port nat_source_port nat_destination_port flags protocol action bytes bytes_sent bytes_received packets start_time elapsed_secs category _4 sequence_number action_flags source_location destination_location _5 packets_sent packets_received session_end_reason device_group_level_1 device_group_level_2 device_group_level_3 device_group_level_4 virtual_system_name device_name action_source source_vm_uuid destination_vm_uuid tunnel_id monitor_tag parent_session_id parent_start_time tunnel_type sctp_association_id sctp_chunks sctp_chunks_sent sctp_chunks_received rule_uuid http2_connection",
            least: 31,
            n_newer: 70,
            classes: &[("type", Class::OneOf(&["TRAFFIC"])), ("source", Class::Address)],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time source destination nat_source nat_destination rule source_user destination_user application virtual_system source_zone destination_zone inbound_interface outbound_interface log_action _3 session_id repeat_count source_port destination_port nat_source_port nat_destination_port flags protocol action url threat_id category severity direction sequence_number action_flags source_location destination_location _4 content_type pcap_id file_digest cloud url_index user_agent file_type x_forwarded_for referer sender subject recipient report_id device_group_level_1 device_group_level_2 device_group_level_3 device_group_level_4 virtual_system_name device_name _5 source_vm_uuid destination_vm_uuid http_method tunnel_id monitor_tag parent_session_id parent_start_time tunnel_type threat_category content_version _6 sctp_association_id payload_protocol_id http_headers url_category_list rule_uuid http2_connection",
            least: 36,
            n_newer: 60,
            level: "severity",
            classes: &[
                ("type", Class::OneOf(&["THREAT", "URL", "DATA", "WILDFIRE"])),
                ("source", Class::Address),
                ("severity", SEVERITY),
            ],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time virtual_system event_id object _3 _4 module severity description sequence_number action_flags device_group_level_1 device_group_level_2 device_group_level_3 device_group_level_4 virtual_system_name device_name",
            least: 15,
            n_newer: 14,
            level: "severity",
            message: ["description", "description"],
            classes: &[("type", Class::OneOf(&["SYSTEM"])), ("severity", SEVERITY)],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time host virtual_system command admin client result path",
            least: 13,
            n_newer: 20,
            classes: &[("type", Class::OneOf(&["CONFIG"]))],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time virtual_system event_id stage authentication_method tunnel_type source_user source_region machine_name public_ip public_ipv6 private_ip private_ipv6 host_id client_serial client_version client_os client_os_version repeat_count reason error description status location login_duration connect_method error_code portal sequence_number action_flags",
            least: 29,
            n_newer: 40,
            classes: &[("type", Class::OneOf(&["GLOBALPROTECT"]))],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time virtual_system source user data_source_name event_id repeat_count timeout source_port destination_port data_source data_source_type sequence_number action_flags device_group_level_1 device_group_level_2 device_group_level_3 device_group_level_4 virtual_system_name device_name",
            least: 18,
            n_newer: 40,
            classes: &[("type", Class::OneOf(&["USERID"])), ("source", Class::Address)],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time source_user virtual_system machine_name operating_system source hip repeat_count hip_type _3 _4 sequence_number action_flags device_group_level_1 device_group_level_2 device_group_level_3 device_group_level_4 virtual_system_name device_name",
            least: 15,
            n_newer: 20,
            classes: &[
                ("type", Class::OneOf(&["HIPMATCH", "HIP-MATCH"])),
                ("source", Class::Address),
            ],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype config_version generated_time source destination nat_source nat_destination rule source_user destination_user application virtual_system source_zone destination_zone inbound_interface outbound_interface log_action time_logged session_id repeat_count source_port destination_port nat_source_port nat_destination_port flags protocol action tunnel _2 _3 source_vm_uuid destination_vm_uuid rule_uuid client_stage server_stage tls_version key_exchange encryption_algorithm hash_algorithm policy_name elliptic_curve error_index root_status chain_status proxy_type certificate_serial fingerprint certificate_start certificate_end certificate_version certificate_size common_name_length issuer_common_name_length root_common_name_length server_name_length certificate_flags subject_common_name issuer_common_name root_common_name server_name error",
            least: 31,
            n_newer: 60,
            classes: &[("type", Class::OneOf(&["DECRYPTION"])), ("source", Class::Address)],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time virtual_system source user normalized_user object authentication_policy repeat_count authentication_id vendor log_action server_profile description client_type event_type factor_number sequence_number action_flags device_group_level_1 device_group_level_2 device_group_level_3 device_group_level_4 virtual_system_name device_name virtual_system_id authentication_protocol rule_uuid high_resolution_time",
            least: 10,
            n_newer: 30,
            classes: &[("type", Class::OneOf(&["AUTHENTICATION", "AUTH"]))],
            ..ROW
        },
        Columns {
            names: "_1 receive_time serial type subtype _2 generated_time",
            least: 7,
            n_newer: 120,
            classes: &[(
                "type",
                Class::OneOf(&["IPTAG", "CORRELATION", "GTP", "SCTP", "TUNNEL", "AUDIT"]),
            )],
            ..ROW
        },
    ],
);

const ROW: Columns =
    Columns { cut: Cut::Doubled(b','), time: "generated_time", absent: "", ..PLAIN };

const SEVERITY: Class = Class::OneOf(&["informational", "low", "medium", "high", "critical"]);

const SAMPLES: &[Sample] = &[
    Sample {
        text: "1,2024/02/03 04:05:07,007200001056,TRAFFIC,end,2305,2024/02/03 04:05:06,192.0.2.9,198.51.100.7,,,ferry,,mate,dns,vsys1,quay,sea,ethernet1/1,ethernet1/2,horn,2024/02/03 04:05:07,4711,1,40100,53,0,0,0x19,udp,allow,230,80,150,2,2024/02/03 04:04:36,0,any,0,77,0x0,harbour,harbour,0,1,1,aged-out",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "1,2024/02/03 04:05:07,007200001056,TRAFFIC,end,2305,2024/02/03 04:05:06,192.0.2.9,198.51.100.7,,,ferry,,mate,dns,vsys1,quay,sea,ethernet1/1,ethernet1/2,horn,2024/02/03 04:05:07,4711,1,40100,53,0,0,0x19,udp,allow,230,80,150,2,2024/02/03 04:04:36,0,any,0,77,0x0,harbour,harbour,0,1,1,aged-out",
        fields: &[
            ("type", "TRAFFIC"),
            ("application", "dns"),
            ("action", "allow"),
            ("bytes", "230"),
        ],
    },
    Sample {
        text: "1,2024/02/03 04:05:07,007200001056,THREAT,vulnerability,2305,2024/02/03 04:05:06,192.0.2.9,198.51.100.7,,,ferry,,mate,web,vsys1,quay,sea,ethernet1/1,ethernet1/2,horn,2024/02/03 04:05:07,4711,1,40100,80,0,0,0x19,tcp,alert,\"berth, 4\",Mole in the dike(4713),any,high,client-to-server,78,0x0,harbour,harbour,0,",
        time: "2024-02-03T04:05:06Z",
        level: Level::Error,
        message: "1,2024/02/03 04:05:07,007200001056,THREAT,vulnerability,2305,2024/02/03 04:05:06,192.0.2.9,198.51.100.7,,,ferry,,mate,web,vsys1,quay,sea,ethernet1/1,ethernet1/2,horn,2024/02/03 04:05:07,4711,1,40100,80,0,0,0x19,tcp,alert,\"berth, 4\",Mole in the dike(4713),any,high,client-to-server,78,0x0,harbour,harbour,0,",
        fields: &[("url", "berth, 4"), ("threat_id", "Mole in the dike(4713)")],
    },
    Sample {
        text: "1,2024/02/03 04:05:07,0072C001056,SYSTEM,general,0,2024/02/03 04:05:06,,general,,0,0,general,informational,\"Mate came aboard, all well\",79,0x0,0,0,0,0,,quay",
        time: "2024-02-03T04:05:06Z",
        level: Level::Info,
        message: "Mate came aboard, all well",
        fields: &[("type", "SYSTEM"), ("event_id", "general")],
    },
    Sample {
        text: "1,2024/02/03 04:05:07,0072C001056,AUTHENTICATION,auth,0,2024/02/03 04:05:06,vsys1,192.0.2.9,mate,quay\\mate,ferry,,1,80,,horn,tide,No such key,,Auth Fail,1,81,0x0",
        time: "2024-02-03T04:05:06Z",
        level: Level::Unknown,
        message: "1,2024/02/03 04:05:07,0072C001056,AUTHENTICATION,auth,0,2024/02/03 04:05:06,vsys1,192.0.2.9,mate,quay\\mate,ferry,,1,80,,horn,tide,No such key,,Auth Fail,1,81,0x0",
        fields: &[
            ("source", "192.0.2.9"),
            ("description", "No such key"),
            ("event_type", "Auth Fail"),
        ],
    },
];

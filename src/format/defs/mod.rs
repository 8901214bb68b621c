//! Formats that are patterns: one file each, with where they are defined and what they mean.

pub(super) mod android_logcat;
pub(super) mod apache_error;
pub(super) mod dotnet_console;
pub(super) mod go_log;
pub(super) mod klog;
pub(super) mod leveled;
pub(super) mod log4j;
pub(super) mod nlog;
pub(super) mod oslo;
pub(super) mod python_logging;
pub(super) mod rust_log;
pub(super) mod serilog;
pub(super) mod spring_boot;
pub(super) mod windows_cbs;

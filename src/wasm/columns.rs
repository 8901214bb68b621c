//! Columns of a reply as typed arrays.

use js_sys::{Array, BigInt64Array, Float64Array, Uint8Array, Uint32Array};
use wasm_bindgen::JsValue;

use crate::wire::Column;

/// One typed array for each column, in their order.
pub(super) fn arrays(columns: &[Column]) -> Array {
    let arrays = columns.iter().map(|column| -> JsValue {
        match column {
            Column::U8(values) => Uint8Array::from(values.as_slice()).into(),
            Column::U32(values) => Uint32Array::from(values.as_slice()).into(),
            Column::I64(values) => BigInt64Array::from(values.as_slice()).into(),
            Column::F64(values) => Float64Array::from(values.as_slice()).into(),
        }
    });
    arrays.collect()
}

//! What follows from the table of folds: modules, and the closed enums that travel.

/// Declares each fold's module, and makes the enums of questions, folds and answers.
macro_rules! folds {
    ($($module:ident: $Fold:ident,)+) => {
        $(pub mod $module;)+
        $(pub use $module::$Fold;)+

        /// A question about a selection.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[cfg_attr(feature = "ts", ts(rename = "FoldAsk"))]
        #[serde(tag = "fold", rename_all = "camelCase")]
        pub enum Ask {
            $(
                #[doc = concat!("To [`", stringify!($Fold), "`].")]
                $Fold($module::Ask),
            )+
        }

        /// The answer to an [`Ask`]; its bulk, if it has any, travels beside it.
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[cfg_attr(feature = "ts", ts(rename = "FoldAnswer"))]
        #[serde(tag = "fold", rename_all = "camelCase")]
        pub enum Answer {
            $(
                #[doc = concat!("Of [`", stringify!($Fold), "`].")]
                $Fold($module::Answer),
            )+
        }

        /// Any of the folds.
        #[derive(Clone, Debug)]
        pub enum AnyFold {
            $(
                #[doc = concat!("See [`", stringify!($Fold), "`].")]
                $Fold($Fold),
            )+
        }

        impl AnyFold {
            /// Begins with no entry.
            pub fn start(ask: &Ask) -> Self {
                match ask {
                    $(Ask::$Fold(ask) => Self::$Fold(<$Fold as Fold>::start(ask)),)+
                }
            }

            /// Adds the selected entries of a block.
            ///
            /// # Errors
            /// [`Unreadable`] if they cannot be read any more; nothing of the block was added then.
            pub fn add(&mut self, block: &mut dyn FoldBlock) -> Result<(), Unreadable> {
                match self {
                    $(Self::$Fold(fold) => fold.add(block),)+
                }
            }

            /// Whether blocks in which nothing is selected are added, too.
            pub fn wants_all_blocks(&self) -> bool {
                match self {
                    $(Self::$Fold(_) => <$Fold as Fold>::wants_all_blocks(),)+
                }
            }

            /// Brings what is known into the form that is merged, written and answered from.
            pub fn settle(&mut self) {
                match self {
                    $(Self::$Fold(fold) => fold.settle(),)+
                }
            }

            /// Adds what another has of the same question; one of another kind adds nothing.
            pub fn merge(&mut self, other: Self) {
                match (self, other) {
                    $((Self::$Fold(fold), Self::$Fold(other)) => fold.merge(other),)+
                    _ => debug_assert!(false, "folds of different kinds"),
                }
            }

            /// Writes what is known, in the one way in which it is written.
            pub fn write(&self, out: &mut ByteWriter) {
                match self {
                    $(Self::$Fold(fold) => fold.write(out),)+
                }
            }

            /// Reads what [`Self::write`] wrote of the same question.
            pub fn read(ask: &Ask, bytes: &mut ByteReader<'_>) -> Option<Self> {
                match ask {
                    $(Ask::$Fold(ask) => <$Fold as Fold>::read(ask, bytes).map(Self::$Fold),)+
                }
            }

            /// The answer, and its bulk if it has any.
            pub fn answer(&self) -> (Answer, Vec<u32>) {
                match self {
                    $(Self::$Fold(fold) => {
                        let (answer, bulk) = fold.answer();
                        (Answer::$Fold(answer), bulk)
                    })+
                }
            }

            /// How many entries were added, if the fold counts them anyway.
            pub fn n_added(&self) -> Option<u64> {
                match self {
                    $(Self::$Fold(fold) => fold.n_added(),)+
                }
            }

            /// Bytes in memory beside the value itself.
            pub fn size_bytes(&self) -> usize {
                match self {
                    $(Self::$Fold(fold) => fold.size_bytes(),)+
                }
            }
        }
    };
}

//! The published history of the model: the first release of botocore with each version, and its changes.
//!
//! `update` does not need a row for a new version: this is a second opinion on those that others have described.

/// One version.
pub(crate) struct Row {
    pub(crate) version: &'static str,
    pub(crate) date: &'static str,
    pub(crate) operations: usize,
    /// As C2J counts them.
    pub(crate) shapes: usize,
    /// The expected changes: rule and shape. Empty: only documentation.
    pub(crate) changes: &'static [&'static str],
}

/// All rows, the oldest first.
pub(crate) const ROWS: &[Row] = &[
    Row { version: "1.13.24", date: "2019-11-21", operations: 5, shapes: 41, changes: &[] },
    Row {
        version: "1.19.41",
        date: "2020-12-21",
        operations: 8,
        shapes: 64,
        changes: &[
            "AddedOperation StartAttachmentUpload",
            "AddedOperation CompleteAttachmentUpload",
            "AddedOperation GetAttachment",
            "AddedMember Item$Attachments",
            "AddedEnumValue ChatItemType$ATTACHMENT",
            "AddedShape ConflictException",
            "AddedShape ServiceQuotaExceededException",
        ],
    },
    Row {
        version: "1.22.6",
        date: "2021-10-28",
        operations: 8,
        shapes: 65,
        changes: &[
            "AddedMember CreateParticipantConnectionRequest$ConnectParticipant",
            "AddedEnumValue ChatItemType$PARTICIPANT_ACTIVE",
            "AddedEnumValue ChatItemType$PARTICIPANT_INACTIVE",
            "AddedEnumValue ChatItemType$PARTICIPANT_ENGAGED",
            "AddedEnumValue ChatItemType$PARTICIPANT_DISENGAGED",
        ],
    },
    Row {
        version: "1.22.10",
        date: "2021-11-03",
        operations: 8,
        shapes: 65,
        changes: &[
            "RemovedEnumValue ChatItemType$PARTICIPANT_ACTIVE",
            "RemovedEnumValue ChatItemType$PARTICIPANT_INACTIVE",
            "RemovedEnumValue ChatItemType$PARTICIPANT_ENGAGED",
            "RemovedEnumValue ChatItemType$PARTICIPANT_DISENGAGED",
        ],
    },
    Row {
        version: "1.29.35",
        date: "2022-12-21",
        operations: 8,
        shapes: 65,
        changes: &["ChangedLength ChatContent"],
    },
    Row {
        version: "1.29.37",
        date: "2022-12-23",
        operations: 8,
        shapes: 68,
        changes: &[
            "RemovedRequired CreateParticipantConnectionRequest$Type",
            "AddedShape Receipt",
            "AddedMember Item$MessageMetadata",
        ],
    },
    Row {
        version: "1.29.53",
        date: "2023-01-19",
        operations: 8,
        shapes: 68,
        changes: &["AddedMember Item$ContactId", "AddedMember Item$RelatedContactId"],
    },
    Row { version: "1.29.100", date: "2023-03-27", operations: 8, shapes: 68, changes: &[] },
    Row {
        version: "1.31.39",
        date: "2023-08-31",
        operations: 9,
        shapes: 84,
        changes: &[
            "AddedOperation DescribeView",
            "AddedShape ResourceNotFoundException",
            "AddedEnumValue ParticipantRole$CUSTOM_BOT",
        ],
    },
    Row {
        version: "1.34.18",
        date: "2024-01-12",
        operations: 9,
        shapes: 84,
        changes: &[
            "AddedOperationError SendEvent",
            "AddedEnumValue ParticipantRole$SUPERVISOR",
            "AddedEnumValue ResourceType$PHONE_NUMBER",
        ],
    },
    Row { version: "1.34.44", date: "2024-02-16", operations: 9, shapes: 84, changes: &[] },
    Row {
        version: "1.35.84",
        date: "2024-12-18",
        operations: 11,
        shapes: 92,
        changes: &[
            "AddedOperation GetAuthenticationUrl",
            "AddedOperation CancelParticipantAuthentication",
            "AddedMember GetAttachmentRequest$UrlExpiryInSeconds",
            "AddedRequiredMember GetAttachmentResponse$AttachmentSizeInBytes",
        ],
    },
    Row {
        version: "1.40.12",
        date: "2025-08-18",
        operations: 11,
        shapes: 104,
        changes: &[
            "AddedEnumValue ConnectionType$WEBRTC_CONNECTION",
            "AddedMember CreateParticipantConnectionResponse$WebRTCConnection",
            "AddedShape MediaRegion",
        ],
    },
    Row {
        version: "1.40.18",
        date: "2025-08-26",
        operations: 11,
        shapes: 103,
        changes: &[
            "RemovedMember Meeting$MediaRegion",
            "RemovedMember MediaPlacement$TurnControlUrl",
            "RenamedShape WebRTCConnection",
            "RenamedShape WebRTCMeeting",
            "RenamedShape WebRTCMediaPlacement",
        ],
    },
    Row {
        version: "1.41.6",
        date: "2025-12-01",
        operations: 11,
        shapes: 105,
        changes: &["AddedShape MessageProcessingStatus", "AddedMember SendMessageResponse$MessageMetadata"],
    },
    Row { version: "1.43.23", date: "2026-06-04", operations: 11, shapes: 105, changes: &[] },
    Row {
        version: "1.43.121",
        date: "2026-10-28",
        operations: 11,
        shapes: 106,
        changes: &[
            "AddedMember GetAttachmentRequest$UrlContentDisposition",
            "AddedShape ContentDisposition",
            "RenamedShape MetadataUrl",
            "RenamedShape UrlMetadataSignedHeaders",
            "RenamedShape UrlMetadataSignedHeadersKey",
            "RenamedShape UrlMetadataSignedHeadersValue",
        ],
    },
];

extension Migration {
    /// Political advertising: drafts of notices, and the records of what was declared, published, notified and asked.
    static let fourthSchema = Migration(version: 4, name: "political advertising") { dialect in
        dialect.schema(drafts + records)
    }

    private static let drafts = """
        CREATE TABLE notice_drafts (
            id {text} NOT NULL PRIMARY KEY,
            user_id {integer} NOT NULL REFERENCES users (id),
            revises {text},
            answers {bytes} NOT NULL,
            changed {integer} NOT NULL
        ) {table};
        CREATE INDEX notice_drafts_by_user ON notice_drafts (user_id, changed);

        """

    /// A record is one version of one thing; `due` is set while somebody has to do something about it.
    private static let records = """
        CREATE TABLE ad_records (
            id {identity},
            kind {text} NOT NULL,
            record_key {text} NOT NULL,
            version {integer} NOT NULL,
            body {bytes} NOT NULL,
            author {text} NOT NULL,
            created {integer} NOT NULL,
            due {integer},
            statement {integer} REFERENCES statements (id),
            UNIQUE (kind, record_key, version)
        ) {table};
        CREATE INDEX ad_records_due ON ad_records (due) WHERE due IS NOT NULL;
        CREATE INDEX ad_records_by_kind ON ad_records (kind, id);

        """
}

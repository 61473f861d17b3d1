extension Migration {
    /// Everything the ground floor keeps. Times are milliseconds since 1970 in UTC.
    static let firstSchema = Migration(version: 1, name: "first schema") { dialect in
        dialect.schema(statements + datasets + findings + people + search) + dialect.fullTextIndex
    }

    private static let statements = """
        CREATE TABLE statements (
            id {identity},
            envelope {bytes} NOT NULL,
            predicate_type {text} NOT NULL,
            title {text} NOT NULL,
            created {integer} NOT NULL,
            log_index {integer} UNIQUE,
            leaf_hash {bytes},
            receipt {text},
            CHECK ((log_index IS NULL) = (leaf_hash IS NULL) AND (log_index IS NULL) = (receipt IS NULL))
        ) {table};
        CREATE INDEX pending_statements ON statements (id) WHERE log_index IS NULL;

        """

    /// Shares refer to accounts and objects by the number these have within the data set. Nothing enforces that
    /// reference: the three are only ever written together, and a look-up for each share would double an import.
    private static let datasets = """
        CREATE TABLE datasets (
            number {identity},
            id {text} NOT NULL UNIQUE,
            name {text} NOT NULL,
            sha256 {bytes} NOT NULL,
            rows {integer} NOT NULL,
            bad_rows {integer} NOT NULL,
            duplicate_rows {integer} NOT NULL,
            accounts {integer} NOT NULL,
            first_share {integer},
            last_share {integer},
            imported {integer} NOT NULL,
            window_ms {integer} NOT NULL,
            engine {text} NOT NULL,
            statement {integer} REFERENCES statements (id)
        ) {table};
        CREATE TABLE accounts (
            dataset {integer} NOT NULL REFERENCES datasets (number),
            number {integer} NOT NULL,
            lookup {integer} NOT NULL,
            identifier {bytes} NOT NULL,
            rows {integer} NOT NULL,
            first_share {integer} NOT NULL,
            last_share {integer} NOT NULL,
            PRIMARY KEY (dataset, number)
        ) {clustered};
        CREATE INDEX account_lookup ON accounts (lookup);
        CREATE TABLE objects (
            dataset {integer} NOT NULL REFERENCES datasets (number),
            number {integer} NOT NULL,
            identifier {bytes} NOT NULL,
            PRIMARY KEY (dataset, number)
        ) {clustered};
        CREATE TABLE shares (
            dataset {integer} NOT NULL,
            account {integer} NOT NULL,
            shared {integer} NOT NULL,
            number {integer} NOT NULL,
            object {integer} NOT NULL,
            content {bytes} NOT NULL,
            PRIMARY KEY (dataset, account, shared, number)
        ) {clustered};

        """

    private static let findings = """
        CREATE TABLE findings (
            id {text} NOT NULL PRIMARY KEY,
            question {integer} NOT NULL,
            kind {text} NOT NULL,
            summary {text} NOT NULL,
            evidence {bytes} NOT NULL,
            created {integer} NOT NULL,
            dataset {text} REFERENCES datasets (id),
            verdict {text}
        ) {table};
        CREATE INDEX findings_by_date ON findings (created, id);
        CREATE TABLE finding_subjects (
            finding {text} NOT NULL REFERENCES findings (id),
            position {integer} NOT NULL,
            kind {text} NOT NULL,
            identifier {text} NOT NULL,
            PRIMARY KEY (finding, position)
        ) {clustered};
        CREATE INDEX finding_subject_lookup ON finding_subjects (identifier, kind);
        CREATE TABLE private_bodies (
            commitment {bytes} NOT NULL PRIMARY KEY,
            salt {bytes} NOT NULL,
            message {bytes} NOT NULL
        ) {table};
        CREATE TABLE decisions (
            id {identity},
            finding {text} NOT NULL REFERENCES findings (id),
            verdict {text} NOT NULL,
            reasons {text} NOT NULL,
            reviewer {text} NOT NULL,
            decided {integer} NOT NULL,
            commitment {bytes} NOT NULL UNIQUE,
            statement {integer} NOT NULL UNIQUE REFERENCES statements (id)
        ) {table};
        CREATE INDEX decisions_by_finding ON decisions (finding, id);
        CREATE INDEX decisions_by_date ON decisions (decided);

        """

    private static let people = """
        CREATE TABLE users (
            id {identity},
            name {text} NOT NULL,
            folded_name {text} NOT NULL UNIQUE,
            password_hash {text} NOT NULL,
            role {text} NOT NULL,
            created {integer} NOT NULL,
            disabled {integer} NOT NULL
        ) {table};
        CREATE TABLE sessions (
            token_digest {bytes} NOT NULL PRIMARY KEY,
            user_id {integer} NOT NULL REFERENCES users (id),
            csrf {text} NOT NULL,
            created {integer} NOT NULL,
            expires {integer} NOT NULL
        ) {table};
        CREATE INDEX sessions_by_user ON sessions (user_id);
        CREATE INDEX sessions_by_expiry ON sessions (expires);
        CREATE TABLE tokens (
            id {identity},
            digest {bytes} NOT NULL UNIQUE,
            user_id {integer} NOT NULL REFERENCES users (id),
            name {text} NOT NULL,
            scopes {text} NOT NULL,
            created {integer} NOT NULL,
            expires {integer},
            last_used {integer}
        ) {table};
        CREATE INDEX tokens_by_user ON tokens (user_id);
        CREATE TABLE replies (
            user_id {integer} NOT NULL REFERENCES users (id),
            request_key {text} NOT NULL,
            body_digest {bytes} NOT NULL,
            status {integer} NOT NULL,
            response {bytes} NOT NULL,
            created {integer} NOT NULL,
            PRIMARY KEY (user_id, request_key)
        ) {clustered};
        CREATE INDEX replies_by_date ON replies (created);

        """

    /// `title` is empty where the identifier is the title.
    private static let search = """
        CREATE TABLE documents (
            id {identity},
            document_key {bytes} NOT NULL UNIQUE,
            kind {text} NOT NULL,
            identifier {bytes} NOT NULL,
            title {text},
            body {text} NOT NULL,
            words {text} NOT NULL,
            weight {integer} NOT NULL
        ) {table};

        """
}

/// Signatures of RSA over one small mail, made for these tests.
enum SignedByRSA {
    static let bodyHash = "Ba3gj8+xBPQLJTahTfzW6RbWQ/XPgESxkCi2B66PSQg="
    static let key2048 = """
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApy7mnerg7s4nf4ueqQqqg64wwW4F2WJdhK9hqhMBQfF7SDDPgv3uBitji+gyxljQvq\
        BytrdL85pLgiiBfxzrTYj3upDoTlUH+rdQZr+3N/aWxbrSBs3Dg8UiAe0v27wA7BUAifMkOcXOCv0OGqHAhy/TLlSgzWtqvG8VjjDzImKSTW5X\
        nqjGhuk1YxvD13TJsW4q4lsVgKDe8pE0+2Rv21qCxBcuxikML28+mESfH8N0GIdxZjcmuPKoa9NLLQQc/tl/tBmHZMFOs5IXb3qUuqg/G/0Aew\
        VzyZVQ/d5WzCXJB/18fovZUygknsCQ88J4GVV7veATLzdNiMJkqV0HrwIDAQAB
        """
    static let signature2048 = """
        VwXMKxnaJRfr9Rm4o4N1rbreN+VZX7fbxbx9PqvtDIsWstmBQ96reTKF2Wj2DAZlImHuBFExOorSOjxydEaQaRcybk+ZKlTLGoo0CsatyzjXeo\
        wjHhijgRXDaFJV7oLlNAq/THiat2qHBnjZzttkWh2XGUIVOwl19SeUVgqNENlECDUdmDquCo3nUBtJK8b2owp+OIjQ9jwG/SmxorQ6NkSKkucS\
        Qf1ysY2cgd6OQUguV666upVgsB0KkWf7rO1/O0dgeNXHg30qjSPQQxGwxNb9o9AdAPUy0UvW69pUV2yfMAeRmHI88m+cBHJh7w5PXp1MzaeRtk\
        oZn4lVZF++Rg==
        """
    static let key1024 = """
        MIGJAoGBANl7T+Ac44S3tAOFQgtPSDqW+aNduNhNWu6OkMuRPIuEHbFMCLQ3ce026jXOCfA92I95mm7UUeNZl1+ModyO3/NvmdYZLAA0+I9+0H\
        lLNj3x3YvytFBq1F9550x4ueSieI6b+zrmGmyKZbZiR03XFDwxcGpeHnHTFO51xe0brUL/AgMBAAE=
        """
    static let signature1024 = """
        tvrhg6/ioexQzPDjJsIfTi1Bz/a8DTcosiPByuJBr+Zb5j3pLig3xGsmczyHK8m4U1wKjJV4j9UQ4sWz3h1Ai8W5X/EwjAjcJRrwIfluSoH96i\
        S3HdSirWvMslskf9emFBoNFbReN9ueHe29eoQcxl+IGtPohMFLMhRfVwUt29c=
        """
}

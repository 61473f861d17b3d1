enum AuthenticityStub {}

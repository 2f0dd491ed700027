package io.diabolo.identity;

/** What becomes of somebody whom the provider vouches for. */
sealed interface OpenIdAnswer {
    /** @param several they are a member of several workspaces */
    record Let(SessionMember member, boolean several) implements OpenIdAnswer {}

    record Refused(Refusal why) implements OpenIdAnswer {}

    /** Each has its text on the sign-in page. */
    enum Refusal {
        /** The provider doesn't say that the address is theirs. */
        UNVERIFIED("openid.refused.unverified"),
        DOMAIN("openid.refused.domain"),
        UNKNOWN("openid.refused.unknown"),
        /** The account is linked to somebody else at the provider. */
        OTHER("openid.refused.other"),
        LEFT("sign-in.no-workspace"),
        FAILED("openid.refused.failed");

        private final String key;

        Refusal(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }
}

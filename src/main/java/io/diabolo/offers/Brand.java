package io.diabolo.offers;

/**
 * How the seller's documents look and are numbered.
 *
 * @param logo the hash of the picture; empty without one
 * @param colour as {@code #1d4ed8}; empty for none
 * @param prefix what the numbers of quotes begin with
 */
record Brand(String logo, String colour, String prefix) {
    static final String USUAL_PREFIX = "D";

    Brand withLogo(String hash) {
        return new Brand(hash, colour, prefix);
    }

    static final Brand PLAIN = new Brand("", "", USUAL_PREFIX);
}

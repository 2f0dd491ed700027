package io.diabolo.offers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * Who sells, as it has to stand on each document (C. com. art. R123-237: name, legal form with capital, register with its
 * place, address; CGI ann. II art. 242 nonies A: VAT number), and what holds for each quote.
 *
 * @param registry such as {@code RCS Rennes}
 * @param payment when and how one pays
 * @param vatExempt no VAT on anything, by art. 293 B of the CGI
 * @param validityDays for how long a quote holds unless it says otherwise
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Seller(
        String name,
        String legalForm,
        String address,
        String siren,
        String registry,
        String vatNumber,
        String email,
        String phone,
        String payment,
        String termsFr,
        String termsEn,
        boolean vatExempt,
        int validityDays,
        int version) {
    static final int USUAL_VALIDITY = 30;

    static final Seller UNKNOWN = new Seller("", "", "", "", "", "", "", "", "", "", "", false, USUAL_VALIDITY, 0);

    String terms(String language) {
        return language.equals("fr") ? termsFr : termsEn;
    }

    /** Whether a quote may leave in this name. */
    boolean isComplete() {
        return !name.isBlank() && !address.isBlank();
    }
}

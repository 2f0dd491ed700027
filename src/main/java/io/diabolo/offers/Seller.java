package io.diabolo.offers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Who sells, as it has to stand on each document (C. com. art. R123-237: name, legal form with capital, register with its
 * place, address; CGI ann. II art. 242 nonies A: VAT number), and what holds for each quote.
 *
 * @param registry such as {@code RCS Rennes}
 * @param payment when and how one pays
 * @param vatExempt no VAT on anything, by art. 293 B of the CGI
 * @param validityDays for how long a quote holds unless it says otherwise
 * @param rateDays how old the exchange rate of a quote may be before somebody has to look at it
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
        @Nullable Brand brand,
        @Nullable Integer rateDays,
        int version) {
    static final int USUAL_VALIDITY = 30;
    static final int USUAL_RATE_DAYS = 31;

    static final Seller UNKNOWN = new Seller(
            "", "", "", "", "", "", "", "", "", "", "", false, USUAL_VALIDITY, Brand.PLAIN, USUAL_RATE_DAYS, 0);

    /** What was sent before there were brands has none. */
    @Override
    public Brand brand() {
        return brand == null ? Brand.PLAIN : brand;
    }

    @Override
    public Integer rateDays() {
        return rateDays == null ? USUAL_RATE_DAYS : rateDays;
    }

    String terms(String language) {
        return language.equals("fr") ? termsFr : termsEn;
    }

    Seller with(Brand other) {
        return new Seller(
                name,
                legalForm,
                address,
                siren,
                registry,
                vatNumber,
                email,
                phone,
                payment,
                termsFr,
                termsEn,
                vatExempt,
                validityDays,
                other,
                rateDays,
                version);
    }

    /** Whether a quote may leave in this name. */
    boolean isComplete() {
        return !name.isBlank() && !address.isBlank();
    }
}

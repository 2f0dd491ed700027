package io.diabolo.directory;

import java.util.Optional;

/** The fourteen digits of a site: the company's SIREN and five more, with a check digit over all. */
public record Siret(String digits) {
    private static final String LA_POSTE = "356000000";

    /** With or without spaces; empty when it isn't one. */
    public static Optional<Siret> of(String text) {
        var digits = Siren.digitsOf(text);
        if (digits.length() != 14 || !Siren.luhn(digits.substring(0, 9))) {
            return Optional.empty();
        }
        return Siren.luhn(digits) || isOfLaPoste(digits) ? Optional.of(new Siret(digits)) : Optional.empty();
    }

    public Siren siren() {
        return new Siren(digits.substring(0, 9));
    }

    /** La Poste has more sites than check digits allow: the sum of its digits is a multiple of five instead. */
    private static boolean isOfLaPoste(String digits) {
        return digits.startsWith(LA_POSTE)
                && digits.chars().map(digit -> digit - '0').sum() % 5 == 0;
    }
}

package io.diabolo.identity;

import io.diabolo.platform.BadInput.Fault;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which passwords are good enough: long, and not among those that everybody tries first. */
final class Passwords {
    static final int SHORTEST = 12;
    /** Hashing takes as long as its input is; nobody types more. */
    private static final int LONGEST = 200;

    /** The common ones that are long enough to get this far. */
    private static final Set<String> COMMON = Set.of(
            "123456789012",
            "1234567890123",
            "12345678901234",
            "123456789123",
            "123123123123",
            "111111111111",
            "000000000000",
            "987654321098",
            "qwertyuiop12",
            "qwertyuiopasdf",
            "azertyuiopqs",
            "azertyuiop123",
            "qwerty123456",
            "azerty123456",
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "password1234",
            "password12345",
            "passwordpassword",
            "motdepasse12",
            "motdepasse123",
            "motdepasse1234",
            "motdepassemotdepasse",
            "administrator",
            "administrateur",
            "administrator1",
            "iloveyou1234",
            "jetaime12345",
            "letmeinletmein",
            "welcome12345",
            "bienvenue123",
            "bonjour12345",
            "changeme1234",
            "changezmoi12",
            "abcdefghijkl",
            "abcdefghijklm",
            "abcdef123456",
            "abcd12345678",
            "football1234",
            "princess1234",
            "sunshine1234",
            "loulou123456",
            "doudou123456",
            "marseille123",
            "soleil123456",
            "chouchou1234",
            "diabolodiabolo",
            "diabolo12345",
            "salesforce123",
            "monentreprise");

    private Passwords() {}

    /** What is wrong with a new password; null when nothing is. */
    static @Nullable Fault fault(String field, String password, String email) {
        var folded = password.toLowerCase(Locale.ROOT).strip();
        if (password.length() < SHORTEST) {
            return new Fault(field, "identity.fault.password-short", SHORTEST);
        }
        if (password.length() > LONGEST) {
            return new Fault(field, "identity.fault.password-long", LONGEST);
        }
        var guessable = COMMON.contains(folded)
                || folded.chars().distinct().count() < 5
                || folded.equals(email.toLowerCase(Locale.ROOT));
        return guessable ? new Fault(field, "identity.fault.password-common", List.of()) : null;
    }
}

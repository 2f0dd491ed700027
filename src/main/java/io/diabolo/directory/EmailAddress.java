package io.diabolo.directory;

import java.util.Locale;
import java.util.Optional;
import org.apache.commons.validator.routines.EmailValidator;

/** An e-mail address, in lower case: nobody tells two people apart by capitals. */
public record EmailAddress(String text) {
    /** Also from {@code Nora Petit <nora@exemple.fr>} and {@code mailto:}; empty when it isn't one. */
    public static Optional<EmailAddress> of(String text) {
        var bare = text.strip().replaceFirst("(?i)^mailto:", "");
        var open = bare.lastIndexOf('<');
        if (open >= 0 && bare.endsWith(">")) {
            bare = bare.substring(open + 1, bare.length() - 1);
        }
        var address = bare.strip().toLowerCase(Locale.ROOT);
        // Reserved domains (.test, .example) are taken: demo data and tests stand there.
        var judged = address.replaceFirst("\\.(test|example|invalid|localhost)$", ".com");
        return EmailValidator.getInstance().isValid(judged) ? Optional.of(new EmailAddress(address)) : Optional.empty();
    }

    public String host() {
        return text.substring(text.lastIndexOf('@') + 1);
    }
}

package io.diabolo.identity;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers all that is wrong with an input, so that it is said at once. */
final class Faults {
    private final List<Fault> found = new ArrayList<>();

    Faults name(String field, @Nullable String value) {
        return unless(value != null && !value.isBlank() && value.strip().length() <= 80, field, "identity.fault.name");
    }

    Faults email(String field, String value) {
        return unless(Emails.isAddress(Emails.normal(value)), field, "identity.fault.email");
    }

    Faults password(String field, String value, String email) {
        var fault = Passwords.fault(field, value, email);
        if (fault != null) {
            found.add(fault);
        }
        return this;
    }

    Faults language(String field, String value) {
        return unless(Choices.LANGUAGES.contains(value), field, "identity.fault.choice");
    }

    Faults currency(String field, String value) {
        return unless(Choices.CURRENCIES.contains(value), field, "identity.fault.choice");
    }

    Faults zone(String field, String value) {
        return unless(ZoneId.getAvailableZoneIds().contains(value), field, "identity.fault.choice");
    }

    Faults unless(boolean fine, String field, String key) {
        if (!fine) {
            found.add(new Fault(field, key, List.of()));
        }
        return this;
    }

    /** @throws BadInput when something is wrong */
    void refuse() {
        if (!found.isEmpty()) {
            throw new BadInput(found);
        }
    }
}

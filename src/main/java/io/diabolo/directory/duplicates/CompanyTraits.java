package io.diabolo.directory.duplicates;

import io.diabolo.directory.Siren;
import io.diabolo.directory.duplicates.CompanyName.Match;
import org.jspecify.annotations.Nullable;

/** What a company is known by. Values are as Diabolo keeps them: domains without www, numbers in E.164. */
record CompanyTraits(
        @Nullable String name,
        @Nullable String siren,
        @Nullable String domain,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String postcode,
        @Nullable String city,
        @Nullable String country,
        @Nullable String externalId) {

    /**
     * Whether they are one company.
     *
     * <p>Two SIREN are two companies, whatever else they share: the register gives one to each legal person and never a
     * second, and groups do share name, domain, address and switchboard among companies that sign contracts apart. The one
     * exception is a number that fails its check digit: it is a typing error and proves nothing.
     */
    Judgement compare(CompanyTraits other) {
        var scale = new Judgement.Scale();
        var mine = CompanyName.of(text(name));
        var theirs = CompanyName.of(text(other.name));
        var match = names(mine, theirs, other, scale);
        numbers(other, match, scale);
        if (same(domain, other.domain)) {
            scale.add(35, "domain", text(domain));
        } else if (both(domain, other.domain)) {
            scale.add(-12, "other-domain");
        }
        if (same(email, other.email)) {
            scale.add(same(domain, other.domain) ? 10 : 30, "email", text(email));
        }
        if (same(phone, other.phone)) {
            scale.add(25, "phone", text(phone));
        }
        place(other, scale);
        if (mine.isProperty() != theirs.isProperty()) {
            scale.add(mine.forms().isEmpty() || theirs.forms().isEmpty() ? -30 : -40, "other-kind");
        }
        return scale.judged();
    }

    private Match names(CompanyName mine, CompanyName theirs, CompanyTraits other, Judgement.Scale scale) {
        var match = mine.compare(theirs);
        switch (match) {
            case SAME -> scale.add(60, sameLetters(other) ? "name" : "name-form", text(other.name));
            case CLOSE -> scale.add(50, "name-close", text(other.name));
            case PART -> scale.add(30, "name-part", text(other.name));
            case BRANCH -> scale.add(-20, "name-branch", text(other.name));
            case OTHER -> {
                // Another name doesn't speak against it: companies change theirs.
            }
        }
        return match;
    }

    private boolean sameLetters(CompanyTraits other) {
        return Words.fold(text(name)).equals(Words.fold(text(other.name)));
    }

    private void numbers(CompanyTraits other, Match match, Judgement.Scale scale) {
        if (same(siren, other.siren)) {
            scale.add(match == Match.OTHER ? 85 : 97, "siren", text(siren));
        } else if (isNumber(siren) && isNumber(other.siren)) {
            scale.limit(30, "other-siren", text(siren) + " ≠ " + text(other.siren));
        }
        if (same(externalId, other.externalId)) {
            scale.add(45, "external-id", text(externalId));
        }
    }

    private static boolean isNumber(@Nullable String siren) {
        return siren != null && Siren.of(siren).isPresent();
    }

    private void place(CompanyTraits other, Judgement.Scale scale) {
        if (both(country, other.country) && !same(country, other.country)) {
            scale.add(-30, "other-country");
        } else if (same(postcode, other.postcode)) {
            scale.add(25, "postcode", text(postcode));
        } else if (both(postcode, other.postcode)) {
            scale.add(text(postcode).startsWith(beginning(text(other.postcode))) ? -8 : -20, "other-place");
        } else if (both(city, other.city)) {
            var there = Words.fold(text(city)).equals(Words.fold(text(other.city)));
            scale.add(there ? 18 : -20, there ? "city" : "other-place", there ? text(city) : "");
        }
    }

    /** In France, the département. */
    private static String beginning(String postcode) {
        return postcode.substring(0, Math.min(2, postcode.length()));
    }

    private static boolean both(@Nullable String one, @Nullable String other) {
        return one != null && !one.isEmpty() && other != null && !other.isEmpty();
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return one != null && !one.isEmpty() && one.equals(other);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}

package io.diabolo.directory.duplicates;

import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person is known by. Values are as Diabolo keeps them: addresses in lower case, numbers in E.164. */
record PersonTraits(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String mobile,
        @Nullable UUID companyId,
        @Nullable String company,
        @Nullable String linkedin,
        @Nullable String city,
        @Nullable String externalId) {
    /** Mailboxes that several people read: that two have one says where they work, not who they are. */
    private static final Set<String> SHARED = Set.of(
            ("info contact contacts accueil bonjour hello commercial commerce ventes vente sales direction secretariat admin"
                            + " administration office bureau compta comptabilite facturation billing achats achat purchasing rh"
                            + " hr recrutement jobs support sav service serviceclient marketing communication presse press"
                            + " mairie magasin boutique agence reception reservation no-reply noreply webmaster postmaster"
                            + " mail email courrier equipe team standard devis commande commandes logistique production atelier"
                            + " technique informatique it qualite")
                    .split(" "));

    static boolean isShared(String email) {
        var local = email.substring(0, Math.max(0, email.indexOf('@')));
        return SHARED.contains(local) || SHARED.contains(local.replaceAll("[._-].*$", ""));
    }

    /** Whether they are one person. A switchboard, a shared mailbox or a family name never say so alone. */
    Judgement compare(PersonTraits other) {
        var scale = new Judgement.Scale();
        var names = PersonName.of(firstName, lastName).compare(PersonName.of(other.firstName, other.lastName));
        if (!names.key().isEmpty()) {
            scale.add(names.points(), names.key(), (text(other.firstName) + " " + text(other.lastName)).strip());
        }
        mail(other, scale);
        if (same(mobile, other.mobile)) {
            scale.add(40, "mobile", text(mobile));
        } else if (same(phone, other.phone) || same(phone, other.mobile) || same(mobile, other.phone)) {
            scale.add(15, "phone", text(same(phone, other.phone) || same(phone, other.mobile) ? phone : mobile));
        }
        if (same(linkedin, other.linkedin)) {
            scale.add(50, "linkedin", text(linkedin));
        }
        if (same(externalId, other.externalId)) {
            scale.add(45, "external-id", text(externalId));
        }
        employer(other, scale);
        if (both(city, other.city) && companyId == null && other.companyId == null) {
            var there = Words.fold(text(city)).equals(Words.fold(text(other.city)));
            scale.add(there ? 8 : -8, there ? "city" : "other-place", there ? text(city) : "");
        }
        return scale.judged();
    }

    private void mail(PersonTraits other, Judgement.Scale scale) {
        if (email == null || other.email == null) {
            return;
        }
        var shared = isShared(email) || isShared(other.email);
        if (email.equals(other.email)) {
            scale.add(shared ? 8 : 60, shared ? "email-shared" : "email", email);
        } else if (!shared) {
            var mine = email.split("@", 2);
            var theirs = other.email.split("@", 2);
            if (mine.length == 2 && mine[0].equals(theirs[0]) && mine[0].matches(".*\\p{L}{2}.*[._-].*")) {
                // One that is made of the name says no more than the name.
                scale.add(isOfName(mine[0]) ? 3 : 15, "email-local", mine[0]);
            } else if (mine.length == 2
                    && theirs.length == 2
                    && mine[1].equals(theirs[1])
                    && !Words.isSlip(mine[0], theirs[0])) {
                scale.add(-12, "other-email");
            }
        }
    }

    private boolean isOfName(String local) {
        var last = Words.fold(text(lastName)).replaceAll("[^a-z0-9]+", "");
        return last.isEmpty() || local.replaceAll("[^a-z0-9]+", "").contains(last);
    }

    private void employer(PersonTraits other, Judgement.Scale scale) {
        if (companyId != null && Objects.equals(companyId, other.companyId)) {
            scale.add(25, "company", text(company));
            return;
        }
        if (!both(company, other.company)) {
            return;
        }
        switch (CompanyName.of(text(company)).compare(CompanyName.of(text(other.company)))) {
            case SAME -> scale.add(25, "company", text(company));
            case CLOSE -> scale.add(20, "company-close", text(other.company));
            case PART, BRANCH -> scale.add(8, "company-close", text(other.company));
            case OTHER -> scale.add(-12, "other-company");
        }
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

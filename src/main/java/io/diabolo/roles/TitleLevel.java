package io.diabolo.roles;

import java.util.EnumSet;
import java.util.Set;

/** What a title tells about seniority. */
final class TitleLevel {
    /** In the usual name of these roles stands "manager", without a team. */
    private static final Set<CanonicalRole> NAMED_MANAGER = EnumSet.of(
            CanonicalRole.GROWTH_HACKER,
            CanonicalRole.INBOUND_MARKETER,
            CanonicalRole.OPERATIONS_MANAGER,
            CanonicalRole.BUSINESS_DEVELOPER,
            CanonicalRole.ACCOUNT_MANAGER,
            CanonicalRole.SALES_OPERATIONS,
            CanonicalRole.CSM,
            CanonicalRole.PERFORMANCE_MANAGER);
    /** "Responsable de secteur", "responsable de comptes": who holds a share of the market, not a team. */
    private static final Set<CanonicalRole> NAMED_RESPONSIBLE =
            EnumSet.of(CanonicalRole.ACCOUNT_EXECUTIVE, CanonicalRole.ACCOUNT_MANAGER);

    private final TitleRules rules;
    private final FoundTerms found;
    private final CanonicalRole role;
    private final long names;

    /** @param names the words that speak for the role */
    TitleLevel(TitleRules rules, FoundTerms found, CanonicalRole role, long names) {
        this.rules = rules;
        this.found = found;
        this.role = role;
        this.names = names;
    }

    /** The highest that it tells; an internship goes before all, whatever it is the internship of. */
    Seniority read() {
        var neutral = neutral();
        var highest = role == CanonicalRole.SALES_MANAGER ? Seniority.MANAGER : Seniority.MID;
        var junior = false;
        for (var i = 0; i < found.count(); i++) {
            var level = rules.level(found.term(i));
            var place = found.place(i) & ~neutral;
            if (level == null || level.equals(TitleRules.NO_LEVEL) || place == 0) {
                continue;
            }
            var seniority = TitleRules.seniority(level);
            if (seniority == Seniority.INTERN) {
                return seniority;
            }
            junior |= seniority == Seniority.JUNIOR;
            if (seniority.compareTo(highest) > 0 && !partOfName(place, level)) {
                highest = seniority;
            }
        }
        return junior
                        && highest.compareTo(Seniority.MANAGER) <= 0
                        && highest != Seniority.LEAD
                        && highest != Seniority.SENIOR
                ? Seniority.JUNIOR
                : highest;
    }

    private long neutral() {
        var neutral = 0L;
        for (var i = 0; i < found.count(); i++) {
            neutral |= TitleRules.NO_LEVEL.equals(rules.level(found.term(i))) ? found.place(i) : 0;
        }
        return neutral;
    }

    /** In "account manager" the word belongs to the name of the role; in "manager, account executives" it doesn't. */
    private boolean partOfName(long place, String level) {
        return switch (level) {
            case TitleRules.RESPONSIBLE -> NAMED_RESPONSIBLE.contains(role);
            case "manager" -> {
                var free = place & ~names;
                yield free == 0
                        || (NAMED_MANAGER.contains(role)
                                && Long.numberOfTrailingZeros(free) > Long.numberOfTrailingZeros(names));
            }
            default -> false;
        };
    }
}

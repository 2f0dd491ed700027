package io.diabolo.roles;

import static io.diabolo.roles.CanonicalRole.NONE;
import static io.diabolo.roles.CanonicalRole.SALES_MANAGER;

import io.diabolo.roles.TitleReading.Basis;
import io.diabolo.roles.TitleReading.Reason;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads any job title, French or English, as a role: the same title is always read the same, and every reading says why.
 * The knowledge is a table of words ({@code titles.txt}); here it is applied. Each word is looked up once, each rule whose
 * words stand in the title is a candidate, the heaviest candidate wins, and what else was found are further readings.
 */
public final class TitleReader {
    /** Longer ones are cut: a title is no text. */
    static final int LONGEST = 300;

    /** From here on a rule's words name a role; below it they name a field. */
    private static final int NAMES = 76;

    private static final int FIELDS = 40;
    /** Up to here, what speaks for another occupation may be wrong. */
    private static final int BARE_OCCUPATION = 62;

    private static final int MOST_ALTERNATIVES = 3;
    /** Of their teams the head is no sales manager. */
    private static final Set<CanonicalRole> LED_BY_OTHERS = EnumSet.of(
            CanonicalRole.GROWTH_HACKER,
            CanonicalRole.INBOUND_MARKETER,
            CanonicalRole.OPERATIONS_MANAGER,
            NONE,
            SALES_MANAGER);

    private final TitleRules rules = new TitleRules();
    private final int leader = rules.termOf("<leader>");

    /** What this title says. */
    public TitleReading read(String title) {
        var text = title.length() > LONGEST ? title.substring(0, LONGEST) : title;
        var words = TitleWords.of(text);
        var reading = read(words.words(), words.bracketed());
        if (words.bracketed().isEmpty()
                || reading.role() != NONE
                || reading.reason().basis() == Basis.OTHER) {
            return reading;
        }
        // "[STAGE Business Developer] Paris": the job itself stands in the brackets.
        var again = read(words.all(), List.of());
        return again.role() == NONE ? reading : again;
    }

    private TitleReading read(List<String> title, List<String> bracketed) {
        var found = new FoundTerms(rules, title, bracketed);
        var candidates = candidates(found);
        if (candidates.isEmpty()) {
            return TitleReading.unknown(new TitleLevel(rules, found, NONE, 0).read(), found.isEmpty() ? 0.5 : 0.7);
        }
        var best = candidates.getFirst();
        var names = speakingFor(best.role(), candidates);
        var team = !LED_BY_OTHERS.contains(best.role()) && (found.where(leader) & ~names) != 0;
        var others = others(candidates, best, team);
        var misspelt = found.misspelt(best.words());
        return new TitleReading(
                best.role(),
                others,
                new TitleLevel(rules, found, best.role(), names).read(),
                best.role() == NONE ? List.of() : hints(found),
                confidence(best, others, !misspelt.isEmpty()),
                new Reason(basis(best), found.words(best.words()), best.rule().note(), misspelt, team));
    }

    private List<Candidate> candidates(FoundTerms found) {
        var candidates = new ArrayList<Candidate>();
        for (var i = 0; i < found.count(); i++) {
            for (var rule : rules.startingWith(found.term(i))) {
                if (found.hasAll(rule.needs()) && !found.hasAny(rule.not())) {
                    candidates.add(new Candidate(rule, words(rule, found), Long.numberOfTrailingZeros(found.place(i))));
                }
            }
        }
        candidates.sort(Candidate.HEAVIEST_FIRST);
        return candidates;
    }

    private long words(TitleRules.Rule rule, FoundTerms found) {
        var words = 0L;
        for (var need : rule.needs()) {
            words |= rules.isClass(need) ? 0 : found.where(need);
        }
        return words;
    }

    private static long speakingFor(CanonicalRole role, List<Candidate> candidates) {
        var words = 0L;
        for (var candidate : candidates) {
            words |= candidate.role() == role ? candidate.words() : 0;
        }
        return words;
    }

    private static Basis basis(Candidate best) {
        if (best.role() == NONE) {
            return Basis.OTHER;
        }
        return best.rule().weight() >= NAMES ? Basis.NAME : Basis.FIELD;
    }

    private static List<CanonicalRole> others(List<Candidate> candidates, Candidate best, boolean team) {
        var others = new LinkedHashSet<>(best.rule().others());
        if (team) {
            others.add(SALES_MANAGER);
        }
        for (var other : candidates) {
            var weight = other.rule().weight();
            var near =
                    best.role() == NONE ? best.rule().weight() <= BARE_OCCUPATION && weight >= FIELDS : weight >= NAMES;
            if (near && other.role() != NONE) {
                others.add(other.role());
            }
        }
        others.remove(best.role());
        return others.stream().limit(MOST_ALTERNATIVES).toList();
    }

    /** Rounded to hundredths. A name is surer than a field; another reading, or a misspelt word, takes from it. */
    private static double confidence(Candidate best, List<CanonicalRole> others, boolean misspelt) {
        var weight = best.rule().weight();
        var sure = weight >= 80 ? 96 : weight >= NAMES ? 88 : weight >= 55 ? 85 : 70;
        var doubt = others.isEmpty() ? 0 : best.rule().others().isEmpty() ? 12 : 22;
        return (sure - doubt - (misspelt ? 8 : 0)) / 100.0;
    }

    private List<String> hints(FoundTerms found) {
        var hints = new LinkedHashSet<String>();
        for (var i = 0; i < found.count(); i++) {
            var hint = rules.hint(found.term(i));
            if (hint != null) {
                hints.add(hint);
            }
        }
        return List.copyOf(hints);
    }
}

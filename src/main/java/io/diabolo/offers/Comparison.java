package io.diabolo.offers;

import io.diabolo.platform.Money;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two versions of an offer. A line is the same one when it sells the same product under the same name,
 * else the same product, else has the same name: versions are copies, so nothing else ties them.
 *
 * @param texts what the quote says beside its lines, where it differs
 * @param same how many lines are equal
 */
record Comparison(Quote before, Quote after, List<Change> lines, List<Text> texts, List<Sum> sums, int same) {
    private static final List<Function<QuoteLine, Object>> LIKENESSES =
            List.of(line -> List.of(product(line), line.name()), Comparison::product, QuoteLine::name);

    enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * @param before null of what was added
     * @param after null of what was removed
     */
    record Change(
            Kind kind, @Nullable QuoteLine before, @Nullable QuoteLine after) {
        String name() {
            return Objects.requireNonNull(after == null ? before : after).name();
        }
    }

    /** @param field as texts name it: title, intro, delivery, discount, term_months, valid_until, recipient */
    record Text(String field, String before, String after) {}

    /**
     * @param period once, month, quarter, year, or term for the whole
     * @param before null where nothing was due so
     */
    record Sum(
            String period, @Nullable Money before, @Nullable Money after) {
        boolean differs() {
            return !Objects.equals(before, after);
        }
    }

    static Comparison of(Quote before, Quote after) {
        var pairs = pairs(before.lines(), after.lines());
        var changes = pairs.stream()
                .map(Comparison::change)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new Comparison(
                before, after, changes, texts(before, after), sums(before, after), pairs.size() - changes.size());
    }

    private record Pair(
            @Nullable QuoteLine before, @Nullable QuoteLine after) {}

    /** In the order of the newer one; what isn't there any more comes last. */
    private static List<Pair> pairs(List<QuoteLine> before, List<QuoteLine> after) {
        var found = new HashMap<UUID, QuoteLine>();
        var left = new LinkedHashMap<UUID, QuoteLine>();
        before.forEach(line -> left.put(line.id(), line));
        for (var likeness : LIKENESSES) {
            var waiting = new HashMap<List<Object>, ArrayDeque<QuoteLine>>();
            left.values()
                    .forEach(line -> waiting.computeIfAbsent(key(line, likeness), _ -> new ArrayDeque<>())
                            .add(line));
            for (var line : after) {
                var same = found.containsKey(line.id()) ? null : waiting.get(key(line, likeness));
                var first = same == null ? null : same.poll();
                if (first != null) {
                    found.put(line.id(), first);
                    left.remove(first.id());
                }
            }
        }
        var pairs = new ArrayList<Pair>();
        after.forEach(line -> pairs.add(new Pair(found.get(line.id()), line)));
        left.values().forEach(line -> pairs.add(new Pair(line, null)));
        return pairs;
    }

    /** A line of its own has no product, so as a product it is like no other. */
    private static List<Object> key(QuoteLine line, Function<QuoteLine, Object> likeness) {
        return List.of(line.kind(), line.belongs(), likeness.apply(line));
    }

    private static Object product(QuoteLine line) {
        return Objects.requireNonNullElse(line.product(), line.id());
    }

    private static @Nullable Change change(Pair pair) {
        var before = pair.before();
        var after = pair.after();
        if (before == null) {
            return new Change(Kind.ADDED, null, after);
        }
        if (after == null) {
            return new Change(Kind.REMOVED, before, null);
        }
        return plain(before).equals(plain(after)) ? null : new Change(Kind.CHANGED, before, after);
    }

    /** Without what no reader sees of it, and without what the customer chose. */
    private static QuoteLine plain(QuoteLine line) {
        var none = new UUID(0, 0);
        var of = line.bundled().of();
        return line.again(
                none,
                of == null ? line.bundled() : Bundled.part(none, line.bundled().each()));
    }

    private static List<Text> texts(Quote before, Quote after) {
        var all = new ArrayList<Text>();
        text("title", before.words().title(), after.words().title(), all);
        text("recipient", recipient(before), recipient(after), all);
        text("intro", before.words().intro(), after.words().intro(), all);
        text("delivery", before.words().delivery(), after.words().delivery(), all);
        text(
                "discount",
                Input.text(Input.percent(before.discount())),
                Input.text(Input.percent(after.discount())),
                all);
        text("term_months", String.valueOf(before.months()), String.valueOf(after.months()), all);
        text(
                "valid_until",
                Documents.day(before.validUntil(), after.locale()),
                Documents.day(after.validUntil(), after.locale()),
                all);
        return all;
    }

    private static String recipient(Quote quote) {
        return (quote.recipient().name() + " " + quote.recipient().email()).strip();
    }

    private static void text(String field, String before, String after, List<Text> all) {
        if (!before.equals(after)) {
            all.add(new Text(field, before, after));
        }
    }

    private static List<Sum> sums(Quote before, Quote after) {
        var was = before.totals();
        var is = after.totals();
        var periods = new LinkedHashSet<String>();
        periods.addAll(was.netByPeriod().keySet());
        periods.addAll(is.netByPeriod().keySet());
        var all = new ArrayList<Sum>();
        for (var period : List.of("once", "month", "quarter", "year")) {
            if (periods.contains(period)) {
                all.add(new Sum(
                        period, was.netByPeriod().get(period), is.netByPeriod().get(period)));
            }
        }
        all.add(new Sum("term", was.term(), is.term()));
        return all;
    }
}

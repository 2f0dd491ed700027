package io.diabolo.importing.mapping;

import io.diabolo.importing.mapping.Question.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked of names for which there is no record: whether they are known ones misspelled, else what they are. */
final class Drift {
    /** So many values of a column are asked one by one; more are asked together. */
    private static final int ONE_BY_ONE = 10;

    private static final int MOST_MATCHES = 100;
    /** Where new names are usual, only another way to write the same letters is proposed. */
    private static final double SAME_LETTERS = 0.98;

    private static final double ALIKE = 0.88;

    private final Unresolved column;
    private final boolean mayBeEmpty;
    private final List<Question> questions = new ArrayList<>();
    private final List<Match> matches = new ArrayList<>();
    private final List<Unresolved.Value> unknown = new ArrayList<>();

    /** @param mayBeEmpty a person has already chosen that what isn't there is left empty */
    Drift(Unresolved column, boolean mayBeEmpty) {
        this.column = column;
        this.mayBeEmpty = mayBeEmpty;
        column.values().forEach(this::judge);
        // An owner who isn't a member becomes a placeholder that can be invited.
        if (!column.isOpen() && column.reference() != Target.MEMBER) {
            ask();
        }
    }

    List<Question> questions() {
        return questions;
    }

    List<Match> matches() {
        return matches;
    }

    private void judge(Unresolved.Value value) {
        var nearest = Similarity.nearest(value.value(), value.alike());
        if (nearest == null || matches.size() >= MOST_MATCHES) {
            unknown.add(value);
            return;
        }
        boolean needed = !column.isOpen() || nearest.similarity() >= SAME_LETTERS;
        if (!needed && nearest.similarity() < ALIKE) {
            return;
        }
        var match = new Match(
                column.file(),
                column.header(),
                value.value(),
                nearest.value(),
                nearest.similarity(),
                value.rows(),
                needed);
        matches.add(match);
        if (needed) {
            questions.add(Questions.match(match));
        }
    }

    private void ask() {
        long count = column.count() - column.values().size() + unknown.size();
        if (count == unknown.size() && count <= ONE_BY_ONE) {
            unknown.forEach(value -> questions.add(one(value)));
        } else {
            questions.add(all(count));
        }
    }

    private Question one(Unresolved.Value value) {
        var choices = new ArrayList<>(column.known().isEmpty() ? value.alike() : column.known());
        choices.addAll(actions());
        return question(
                Kind.UNKNOWN,
                String.join("/", column.file(), column.header(), "unknown", value.value()),
                List.of(value.value(), value.rows(), column.header()),
                choices,
                value.rows());
    }

    private Question all(long count) {
        var some = unknown.stream().limit(5).map(Unresolved.Value::value).toList();
        long matched = matches.stream().mapToLong(Match::rows).sum();
        var actions = new ArrayList<>(actions());
        if (column.isCreatable()) {
            actions.add(Use.Unknown.REJECT.answer());
        }
        return question(
                Kind.UNKNOWNS,
                String.join("/", column.file(), column.header(), "unknown"),
                List.of(column.header(), count, String.join(", ", some)),
                actions,
                column.rows() - matched);
    }

    private List<String> actions() {
        return column.isCreatable()
                ? List.of(Use.Unknown.CREATE.answer(), Use.Unknown.EMPTY.answer())
                : List.of(Use.Unknown.EMPTY.answer(), Use.Unknown.REJECT.answer());
    }

    private Question question(Kind kind, String id, List<Object> args, List<String> choices, long rows) {
        return new Question(id, kind, column.file(), column.header(), args, choices, proposed(), rows);
    }

    private @Nullable String proposed() {
        return mayBeEmpty ? Use.Unknown.EMPTY.answer() : null;
    }
}

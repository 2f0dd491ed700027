package io.diabolo.importing.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Diabolo understood of the files.
 *
 * @param mapping everything decided without asking; no match is taken in it
 * @param questions what a person is asked on the page, needed matches among them
 * @param matches all drifting spellings found, needed or only suggested
 * @param confidences per file (no header) and column, 0 to 1
 */
public record Proposal(Mapping mapping, List<Question> questions, List<Match> matches, List<Confidence> confidences) {
    public Proposal {
        questions = List.copyOf(questions);
        matches = List.copyOf(matches);
        confidences = List.copyOf(confidences);
    }

    /** How sure a decision is. */
    public record Confidence(
            String file, @org.jspecify.annotations.Nullable String header, double value) {}

    /** What stops an import for which nobody can be asked. */
    public List<Question> unanswerable() {
        return questions.stream().filter(Question::mustBeAnswered).toList();
    }

    /** The mapping with every proposed answer taken: what {@code --yes} does. */
    public Mapping accepted() {
        var answers = new java.util.HashMap<String, String>();
        questions.forEach(question -> {
            if (question.proposed() != null) {
                answers.put(question.id(), question.proposed());
            }
        });
        return answered(answers);
    }

    /**
     * The mapping with a person's answers in it, by the ids of questions and suggested matches. A question of kind
     * TARGET isn't answered here: it changes the mapping itself, by {@link Proposer}.
     */
    public Mapping answered(Map<String, String> answers) {
        return Answers.in(mapping, questions, matches, answers);
    }

    /** What is left when a person has answered; an empty answer answers only what may stay as it is. */
    public Proposal after(Map<String, String> answers) {
        var open = questions.stream()
                .filter(question -> !answers.containsKey(question.id())
                        || (question.mustBeAnswered()
                                && answers.getOrDefault(question.id(), "").isEmpty()
                                && question.kind() != Question.Kind.MATCH))
                .toList();
        var offered = matches.stream()
                .filter(match -> !answers.containsKey(match.id()))
                .toList();
        return new Proposal(answered(answers), open, offered, confidences);
    }

    /**
     * The same, with what is here already known: names without a record are asked about, whether a dropped file or
     * this workspace should have held it.
     *
     * @param mayBeEmpty a person has already chosen that what isn't there is left empty
     */
    public Proposal resolving(List<Unresolved> columns, boolean mayBeEmpty) {
        var asked = new ArrayList<>(questions.stream()
                .filter(question -> question.kind() != Question.Kind.MATCH)
                .toList());
        var offered = new ArrayList<>(
                matches.stream().filter(match -> !match.needed()).toList());
        for (var column : columns) {
            if (column.count() > 0) {
                var drift = new Drift(column, mayBeEmpty);
                asked.addAll(drift.questions());
                offered.addAll(drift.matches());
            }
        }
        return new Proposal(mapping, asked, offered, confidences);
    }
}

package io.diabolo.importing.mapping;

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
     * The mapping with a person's answers in it, by the ids of questions and suggested matches. Questions of kind
     * TARGET and MISSING_COLUMN aren't answered here: they change the mapping itself, by {@link Proposer} or by hand.
     */
    public Mapping answered(Map<String, String> answers) {
        return Answers.in(mapping, questions, matches, answers);
    }
}

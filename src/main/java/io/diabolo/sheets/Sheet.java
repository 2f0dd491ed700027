package io.diabolo.sheets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record's sheet: the questions in use, with the answers that hold.
 *
 * @param rest what was answered before and answers none of the questions in use
 */
public record Sheet(SheetTemplate template, List<Entry> entries, List<Earlier> rest) {
    /**
     * @param own what was answered here; null when nobody did yet
     * @param earlier what was answered to the same question before, the closest first
     */
    public record Entry(Question question, @Nullable Answer own, List<Earlier> earlier) {
        /** The one that holds: what was known before stands until somebody answers here. */
        public @Nullable Answer answer() {
            return own != null ? own : inherited() == null ? null : inherited().answer();
        }

        /** What stands in for an answer of its own; null where there is one, or nothing of this kind was known. */
        public @Nullable Earlier inherited() {
            return own != null
                    ? null
                    : earlier.stream()
                            .filter(one -> question.kind().equals("text")
                                    || question.kind().equals(one.kind()))
                            .findFirst()
                            .orElse(null);
        }

        public boolean isAnswered() {
            var answer = answer();
            return answer != null && !answer.value().isEmpty();
        }
    }

    /** The required questions without an answer. */
    public List<Question> missing() {
        return entries.stream()
                .filter(entry -> entry.question().required() && !entry.isAnswered())
                .map(Entry::question)
                .toList();
    }

    public long answered() {
        return entries.stream().filter(Entry::isAnswered).count();
    }

    /** Answered required questions among the required ones, in percent; 100 where none is required. */
    public int completeness() {
        var required =
                entries.stream().filter(entry -> entry.question().required()).count();
        return required == 0 ? 100 : (int) (100 * (required - missing().size()) / required);
    }
}

package io.diabolo.sheets;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record's sheet: the questions in use, with the answers that hold. */
public record Sheet(SheetTemplate template, List<Entry> entries) {
    public record Entry(Question question, @Nullable Answer answer) {
        public boolean isAnswered() {
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

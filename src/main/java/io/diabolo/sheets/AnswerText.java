package io.diabolo.sheets;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An answer and its evidence in words. */
public final class AnswerText {
    private AnswerText() {}

    /** Says a text in its reader's language. */
    public interface Words {
        String say(String key, Object... args);
    }

    /** Empty where there is no answer. */
    public static String value(Sheet.Entry entry, Words words) {
        var answer = entry.answer();
        if (answer == null || answer.value().isEmpty()) {
            return "";
        }
        return entry.question().kind().equals("yes_no") ? words.say("sheet.answer." + answer.value()) : answer.value();
    }

    /** Who said it, where and when, and what was noted with it. */
    public static String evidence(@Nullable Answer answer, Words words) {
        if (answer == null || answer.value().isEmpty()) {
            return "";
        }
        if (!answer.hasEvidence()) {
            return words.say("sheet.evidence.none");
        }
        var source = answer.source().isEmpty() ? "" : words.say("sheet.source." + answer.source());
        return List.of(answer.saidBy(), source, Objects.toString(answer.saidOn(), ""), answer.note()).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }
}

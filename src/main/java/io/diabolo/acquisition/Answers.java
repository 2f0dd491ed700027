package io.diabolo.acquisition;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.BadInput.Fault;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was answered, by where it goes. What wasn't asked is kept with the submission, and goes nowhere. */
record Answers(Map<String, String> received, Map<String, Target> targets, Form form) {

    /** A flat JSON object of texts. */
    static final class Flat extends LinkedHashMap<String, String> {
        private static final long serialVersionUID = 1L;
    }

    @Nullable
    String email() {
        var text = value("email");
        return text.isEmpty() ? null : AcceptSubmission.email(text);
    }

    /** The company's name; found or made by it. */
    @Nullable
    String company() {
        var text = value("company");
        return text.isEmpty() ? null : text.substring(0, Math.min(500, text.length()));
    }

    private String value(String question) {
        return isAsked(question) ? received.getOrDefault(question, "").strip() : "";
    }

    private boolean isAsked(String question) {
        return form.questions().stream().anyMatch(one -> one.target().equals(question));
    }

    /** By field of the record: what isn't empty. The lead's company is found by its name, apart. */
    Map<String, String> of(String type) {
        var all = new LinkedHashMap<String, String>();
        for (var question : form.questions()) {
            var target = targets.get(question.target());
            var value = value(question.target());
            var field = target == null ? null : target.field();
            if (target != null
                    && field != null
                    && target.type().equals(type)
                    && !value.isEmpty()
                    && !question.target().equals("company")) {
                all.put(field.name(), value);
            }
        }
        return all;
    }

    /** In the words of the form, a line for each answer. */
    String told(Locale locale) {
        var colon = locale.getLanguage().equals("fr") ? "\u00a0: " : ": ";
        return form.questions().stream()
                .filter(question -> !value(question.target()).isEmpty())
                .map(question -> question.label(locale) + colon + value(question.target()))
                .collect(Collectors.joining("\n"));
    }

    /** What a record finds wrong with its field is wrong with the question's answer. */
    static UUID asked(Supplier<UUID> write, String type) {
        try {
            return write.get();
        } catch (BadInput bad) {
            throw new BadInput(bad.faults().stream()
                    .map(fault -> new Fault(
                            type.equals("lead") && !fault.field().startsWith("custom.")
                                    ? fault.field()
                                    : type + "." + fault.field(),
                            fault.key(),
                            fault.args().toArray()))
                    .toList());
        }
    }
}

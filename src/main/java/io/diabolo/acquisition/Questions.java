package io.diabolo.acquisition;

import io.diabolo.platform.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What forms ask, as it is kept. */
@Component
class Questions {
    private final Texts texts;
    private final JsonMapper json;

    Questions(Texts texts, JsonMapper json) {
        this.texts = texts;
        this.json = json;
    }

    /** What a new form asks, until somebody says otherwise. */
    JSONB usual() {
        return kept(Stream.of("first_name", "last_name", "email", "company", Target.MESSAGE)
                .map(target -> asked(target, target.equals("email")))
                .toList());
    }

    private FormQuestion asked(String target, boolean required) {
        var key = target.equals(Target.MESSAGE) ? "form.question.message" : "field.lead." + target;
        return new FormQuestion(target, required, texts.text(Locale.FRENCH, key), texts.text(Locale.ENGLISH, key));
    }

    /** Asked in the field's own words where nobody gave others. */
    FormQuestion labelled(FormQuestion one, @Nullable Target target) {
        return target == null || !one.fr().isBlank() || !one.en().isBlank()
                ? one
                : new FormQuestion(
                        one.target(),
                        one.required(),
                        target.label(texts, Locale.FRENCH),
                        target.label(texts, Locale.ENGLISH));
    }

    JSONB kept(List<FormQuestion> questions) {
        return JSONB.valueOf(json.writeValueAsString(questions));
    }

    List<FormQuestion> read(JSONB kept) {
        return List.of(json.readValue(kept.data(), FormQuestion[].class));
    }

    /** As a change set keeps it. */
    Object plain(JSONB kept) {
        return json.readValue(kept.data(), Object.class);
    }

    JSONB kept(Object any) {
        return JSONB.valueOf(json.writeValueAsString(any));
    }

    <T> T read(JSONB kept, Class<T> type) {
        return json.readValue(kept.data(), type);
    }
}

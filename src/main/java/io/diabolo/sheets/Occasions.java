package io.diabolo.sheets;

import io.diabolo.sheets.Sheets.Said;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** At which meeting, call or mail what is being written down was said. */
@Component
class Occasions {
    private final ObjectProvider<Occasion.Of> all;

    Occasions(ObjectProvider<Occasion.Of> all) {
        this.all = all;
    }

    List<Occasion> of(String type, UUID subject, Ui ui) {
        return all.orderedStream()
                .flatMap(one -> one.of(type, subject, ui).stream())
                .toList();
    }

    /**
     * The one that is meant.
     *
     * @param key null takes the one in hand, and what names none of them means none
     */
    static @Nullable Occasion chosen(List<Occasion> all, @Nullable String key) {
        return all.stream()
                .filter(one -> key == null ? one.inHand() : one.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    /** What is said anew was said at this occasion, as far as its writer doesn't say otherwise. */
    static Said at(@Nullable Occasion occasion, Said said) {
        if (said.value() == null) {
            var corrected = said.saidOn() != null || said.source() != null;
            return new Said(
                    null,
                    said.saidBy(),
                    said.saidOn(),
                    said.source(),
                    said.note(),
                    corrected ? "" : said.occasion(),
                    said.was());
        }
        if (occasion == null) {
            return said;
        }
        return new Said(
                said.value(),
                said.saidBy() == null ? occasion.saidBy() : said.saidBy(),
                said.saidOn() == null ? occasion.on().toString() : said.saidOn(),
                said.source() == null ? occasion.source() : said.source(),
                said.note(),
                said.saidOn() == null && said.source() == null ? occasion.key() : "",
                said.was());
    }
}

package io.diabolo.queues;

import io.diabolo.platform.Money;
import io.diabolo.web.Ui;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Words still to be said in the reader's language: a text key and what goes into it. An instant is said as how long ago, a
 * day as a day, money as an amount, another text in its own words.
 */
public record Text(String key, List<Object> args) {
    public Text(String key, Object... args) {
        this(key, List.of(args));
    }

    public String say(Ui ui) {
        var said = args.stream()
                .map(arg -> switch (arg) {
                    case Instant instant -> ui.ago(instant);
                    case LocalDate day -> ui.day(day);
                    case Money money -> ui.money(money);
                    case Text text -> text.say(ui);
                    default -> arg;
                })
                .toArray();
        return ui.t(key, said);
    }
}

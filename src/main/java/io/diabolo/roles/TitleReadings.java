package io.diabolo.roles;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.Texts;
import io.diabolo.roles.TitleReading.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Service;

/** Reads job titles as roles, and says why in words. It reads no record and writes none. */
@Service
public class TitleReadings {
    /** So many titles are read at once. */
    public static final int MOST = 10_000;
    /** A longer stretch of the title isn't quoted as a whole. */
    private static final int QUOTED = 60;

    private final TitleReader reader = new TitleReader();
    private final Texts texts;

    TitleReadings(Texts texts) {
        this.texts = texts;
    }

    /** A title and what it says. */
    public record Read(String title, TitleReading reading) {}

    public TitleReading read(String title) {
        return reader.read(title);
    }

    /** @throws BadInput if there are more than {@link #MOST} */
    public List<Read> read(List<String> titles) {
        if (titles.size() > MOST) {
            throw new BadInput("titles", "roles.titles.too-many", MOST);
        }
        return titles.stream().map(title -> new Read(title, reader.read(title))).toList();
    }

    /** Why this title was read so, as a sentence or a few. */
    public String reason(Read read, Locale locale) {
        var reason = read.reading().reason();
        var said = new ArrayList<String>();
        said.add(texts.text(
                locale,
                "roles.reason." + reason.basis().name().toLowerCase(Locale.ROOT),
                quoted(read.title(), reason.words()),
                texts.text(locale, "roles." + read.reading().role().id() + ".name")));
        for (var misspelt : reason.misspelt()) {
            said.add(texts.text(locale, "roles.reason.misspelt", misspelt));
        }
        if (reason.team() && reason.basis() != Basis.OTHER) {
            said.add(texts.text(locale, "roles.reason.team"));
        }
        if (reason.note() != null) {
            said.add(texts.text(locale, "roles.note." + reason.note()));
        }
        return String.join(" ", said);
    }

    /** The stretch of the title from the first to the last word that decided; if that is long, those words alone. */
    private static String quoted(String title, List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        var from = -1;
        var to = -1;
        var at = 0;
        var next = 0;
        while (at < title.length() && next < words.size()) {
            if (!Character.isLetterOrDigit(title.charAt(at))) {
                at++;
                continue;
            }
            var end = at;
            while (end < title.length()
                    && (Character.isLetterOrDigit(title.charAt(end))
                            || Character.getType(title.charAt(end)) == Character.NON_SPACING_MARK)) {
                end++;
            }
            if (TitleWords.plain(title.substring(at, end)).equals(words.get(next))) {
                from = from < 0 ? at : from;
                to = end;
                next++;
            }
            at = end;
        }
        return next == words.size() && to - from <= QUOTED ? title.substring(from, to) : String.join(" … ", words);
    }
}

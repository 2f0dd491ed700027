package io.diabolo.platform;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The product's words, French and English, from every module's {@code messages_fr.properties} and
 * {@code messages_en.properties} (UTF-8, ICU syntax).
 */
@Component
public class Texts {
    private final Map<String, String> french = load("fr");
    private final Map<String, String> english = load("en");
    /** Compiled formats by language and key; each is used by one thread at a time. */
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    /** The text of a key in a language; a missing key shows as {@code ??key??} and fails a test. */
    public String text(Locale locale, String key, Object... args) {
        var language = locale.getLanguage().equals("fr") ? "fr" : "en";
        var pattern = patterns(locale).get(key);
        if (pattern == null) {
            return "??" + key + "??";
        }
        if (args.length == 0 && pattern.indexOf('{') < 0) {
            return pattern;
        }
        var format = formats.computeIfAbsent(language + key, _ -> new MessageFormat(pattern, locale(language)));
        synchronized (format) {
            // As all figures are written: French ones keep their no-break space, for the narrow one can hardly be seen.
            return withOneStop(format.format(args).replace('\u202f', '\u00a0'), args);
        }
    }

    /** A sentence that ends with an abbreviation, such as « 14 déc. », has one full stop, not two. */
    private static String withOneStop(String said, Object... args) {
        var once = said;
        for (var arg : args) {
            if (arg instanceof String text && text.length() > 1 && text.endsWith(".") && !text.endsWith("..")) {
                var written = text.replace('\u202f', '\u00a0');
                once = once.replace(written + ".", written);
            }
        }
        return once;
    }

    public boolean has(Locale locale, String key) {
        return patterns(locale).containsKey(key);
    }

    private Map<String, String> patterns(Locale locale) {
        return locale.getLanguage().equals("fr") ? french : english;
    }

    private static Locale locale(String language) {
        return language.equals("fr") ? Locale.FRANCE : Locale.UK;
    }

    private static Map<String, String> load(String language) {
        var all = new HashMap<String, String>();
        try {
            var files = new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:io/diabolo/**/messages_" + language + ".properties");
            for (var file : files) {
                var one = new Properties();
                try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
                    one.load(reader);
                }
                one.forEach((key, value) -> {
                    // Two modules that claim one key would overwrite each other in silence.
                    if (all.put((String) key, (String) value) != null) {
                        throw new IllegalStateException("text key twice: " + key + " (again in " + file + ")");
                    }
                });
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.diabolo.launcher;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The launcher's sentences, French or English. */
record Texts(Locale locale, ResourceBundle bundle) {
    static Texts of(Locale locale) {
        var language = locale.getLanguage().equals("fr") ? Locale.FRENCH : Locale.ENGLISH;
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return new Texts(language, ResourceBundle.getBundle("io.diabolo.launcher.messages", language, control));
    }

    /** In the language of whoever typed the command. */
    static Texts ofConsole() {
        return of(Locale.getDefault());
    }

    String get(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }
}

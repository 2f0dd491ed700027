package io.diabolo.importing;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Visibility;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.PaletteItem;
import io.diabolo.web.PaletteSource;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where importing is found: in the navigation and in the palette, by those who may. */
@Configuration(proxyBeanMethods = false)
class ImportNavigation {
    @Bean
    NavigationEntry importEntry() {
        return NavigationEntry.of(NavigationGroup.DATA, 80, "/imports", "import.nav")
                .visibleTo(ImportNavigation::mayImport);
    }

    @Bean
    PaletteSource importAction(Texts texts) {
        return (actor, q, _) -> {
            var label = texts.text(actor.locale(), "import.palette");
            var asked = q.toLowerCase(Locale.ROOT);
            return mayImport(actor) && label.toLowerCase(Locale.ROOT).contains(asked)
                    ? List.of(PaletteItem.of("import.action", label, "", "/imports"))
                    : List.of();
        };
    }

    private static boolean mayImport(Actor actor) {
        return actor.visibility() instanceof Visibility.All;
    }
}

package io.diabolo.records;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.web.PaletteItem;
import io.diabolo.web.PaletteSource;
import io.diabolo.web.Ui;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What the palette offers besides what it finds: the records opened last, and new ones to be made. */
@Controller
@Order(0)
class RecentController implements PaletteSource {
    private final RecentRecords recent;
    private final RecordTypes types;
    private final Texts texts;

    RecentController(RecentRecords recent, RecordTypes types, Texts texts) {
        this.recent = recent;
        this.types = types;
        this.texts = texts;
    }

    /** Said by the page once it is open: the reading of a page itself changes nothing. */
    @PostMapping(FieldHistoryController.RECORD + "/visits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void opened(@PathVariable String plural, @PathVariable UUID id, Ui ui) {
        recent.opened(types.byPlural(plural), id, ui.me());
    }

    @Override
    public List<PaletteItem> find(Actor me, String q, int limit) {
        var items = new ArrayList<PaletteItem>();
        if (q.isEmpty()) {
            recent.of(me, limit)
                    .forEach(hit -> items.add(
                            PaletteItem.of("records." + hit.type() + ".one", hit.label(), hit.detail(), hit.path())));
        }
        if (me.scope().includes(io.diabolo.platform.Scope.WRITE)) {
            types.all().stream()
                    .filter(type -> !type.isReadOnly())
                    .filter(type -> folded(made(type, me)).contains(folded(q)))
                    .forEach(type -> items.add(
                            PaletteItem.of("list.palette.action", made(type, me), "", "/" + type.plural() + "/new")));
        }
        return items;
    }

    private String made(RecordType type, Actor me) {
        return texts.text(me.locale(), "records." + type.id() + ".new");
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}

package io.diabolo.queues;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The figures that modules count for the desks. */
@Service
public class Figures {
    private final ObjectProvider<FigureSource> sources;

    Figures(ObjectProvider<FigureSource> sources) {
        this.sources = sources;
    }

    private record Counted(Figure figure, FigureSource source) {}

    private Map<String, Counted> all() {
        var all = new LinkedHashMap<String, Counted>();
        sources.orderedStream()
                .forEach(source ->
                        source.figures().forEach(figure -> all.putIfAbsent(figure.id(), new Counted(figure, source))));
        return all;
    }

    /** Those by which a role is measured. */
    public List<Figure> of(String desk) {
        return all().values().stream()
                .map(Counted::figure)
                .filter(figure -> figure.desks().contains(desk))
                .toList();
    }

    public Optional<Figure> find(String id) {
        return Optional.ofNullable(all().get(id)).map(Counted::figure);
    }

    /** @throws IllegalArgumentException when nobody counts it: look with {@link #find} first */
    @Transactional(readOnly = true)
    public FigureValue value(String id, FigureRequest request) {
        return source(id).value(id, request);
    }

    @Transactional(readOnly = true)
    public List<FigureRecord> records(String id, FigureRequest request, int limit) {
        return source(id).records(id, request, limit);
    }

    private FigureSource source(String id) {
        var one = all().get(id);
        if (one == null) {
            throw new IllegalArgumentException("no figure " + id);
        }
        return one.source();
    }
}

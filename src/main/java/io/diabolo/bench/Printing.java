package io.diabolo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.springframework.stereotype.Component;

/** A quote's PDF, short and long, drawn anew each time; the SQL beside it only reads what stands in it. */
@Component("benchPrinting")
class Printing {
    /** So many lines fill a page of the document. */
    private static final int LINES = 30;

    private static final String QUOTE =
            "select * from quote join quote_line on quote_line.workspace_id = quote.workspace_id and quote_line.quote_id = quote.id where quote.id = ?";

    /** A twentieth more or less is the same to whoever prints it. */
    private static final int TOLERATED = 20;

    private final Bare bare;

    Printing(Bare bare) {
        this.bare = bare;
    }

    List<Measure> measures(Visitor visitor) {
        var all = new ArrayList<Measure>();
        for (var pages : new int[] {5, 100}) {
            var name = "PDF of " + pages + " pages";
            all.add(new Measure(name, "load", pages, 1, () -> printed(name, visitor, pages)));
        }
        return all;
    }

    private Result printed(String name, Visitor visitor, int pages) throws IOException {
        var deal = visitor.post("/api/v1/opportunities", "{\"name\":\"" + name + "\"}")
                .get("id")
                .asString();
        var quote = visitor.post("/api/v1/quotes", "{\"opportunity_id\":\"" + deal + "\"}")
                .get("id")
                .asString();
        visitor.put("/api/v1/quotes/" + quote + "/content", lines(pages * LINES));
        // What is timed has to be what it is called.
        try (var document = Loader.loadPDF(visitor.file("/quotes/" + quote + "/document"))) {
            var found = document.getNumberOfPages();
            if (Math.abs(found - pages) > Math.max(1, pages / TOLERATED)) {
                throw new IOException(found + " pages instead of " + pages);
            }
        }
        return Measure.read(
                        name,
                        pages,
                        _ -> visitor.page("/quotes/" + quote + "/document"),
                        _ -> bare.rows(QUOTE, UUID.fromString(quote)))
                .take();
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(line -> "{\"name\":\"Line " + line + "\",\"quantity\":\"" + (1 + line % 9)
                        + "\",\"unit_price\":\"" + (10 + line) + ".50\"}")
                .collect(Collectors.joining(",", "{\"lines\":[", "]}"));
    }
}

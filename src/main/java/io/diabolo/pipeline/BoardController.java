package io.diabolo.pipeline;

import io.diabolo.pipeline.BoardStore.Place;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The board of opportunities; it shows what a list of them would, so that one can go over to the other. */
@Controller
class BoardController {
    private final BoardQuery query;
    private final Boards boards;

    BoardController(BoardQuery query, Boards boards) {
        this.query = query;
        this.boards = boards;
    }

    @GetMapping(Board.PATH)
    ModelAndView show(@RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        return new ModelAndView("pipeline/board").addObject("board", boards.of(query.read(parameters, ui.me()), ui));
    }

    /** Further cards of one column. */
    @GetMapping(Board.PATH + "/cards")
    ModelAndView more(@RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        var read = query.read(parameters, ui.me());
        var stage = Objects.toString(parameters.getFirst("stage"), "");
        if (!Pipeline.STAGES.contains(stage)) {
            throw new BadInput("stage", "opportunity.fault.stage");
        }
        var shown = read.shown().getOrDefault(BoardQuery.SHOWN + stage, 0);
        var cell = boards.more(
                read, stage, Objects.toString(parameters.getFirst("lane"), ""), place(parameters), shown, ui);
        return new ModelAndView("pipeline/boardCards")
                .addObject("cell", cell)
                .addObject("query", BoardQuery.written(read.carried(), "", ""));
    }

    private static @Nullable Place place(MultiValueMap<String, String> parameters) {
        var after = Objects.toString(parameters.getFirst("after"), "");
        var closes = Objects.toString(parameters.getFirst("closes"), "");
        try {
            return after.isEmpty()
                    ? null
                    : new Place(closes.isEmpty() ? null : LocalDate.parse(closes), UUID.fromString(after));
        } catch (DateTimeParseException | IllegalArgumentException _) {
            throw new BadInput("after", "problem.list.cursor");
        }
    }
}

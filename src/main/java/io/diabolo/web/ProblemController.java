package io.diabolo.web;

import io.diabolo.platform.NoSuchRecord;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What a problem's type says, and the answer where no controller was reached. */
@Controller
class ProblemController implements ErrorController {
    private final Problems problems;

    ProblemController(Problems problems) {
        this.problems = problems;
    }

    @GetMapping("/problems/{name}")
    ModelAndView show(@PathVariable String name) {
        if (!Problem.NAMES.contains(name)) {
            throw new NoSuchRecord("problem", name);
        }
        return new ModelAndView("web/problemType").addObject("name", name);
    }

    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : null;
        return problems.answer(problems.byStatus(status == null ? HttpStatus.NOT_FOUND : status, request), request);
    }
}

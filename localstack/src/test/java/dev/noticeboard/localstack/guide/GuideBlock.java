package dev.noticeboard.localstack.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page, with what the HTML comment right before it says of it: {@code <!-- run -->},
 * {@code <!-- start until: TEXT -->} for what goes on in the background, {@code <!-- run with: COMMAND -->} for what needs a
 * command that not everybody has, {@code <!-- prints -->} for what the block before it prints, {@code <!-- compile -->}.
 *
 * @param line of the fence, from 1
 * @param mark what the comment says, empty if there is none
 * @param language what the fence says, may be empty
 * @param text what is between the fences
 */
record GuideBlock(int line, String mark, String language, String text) {
    private static final Pattern MARK = Pattern.compile("<!-- (run|start|prints|compile)(.*?) -->");

    /** Those of a page, in its order. */
    static List<GuideBlock> read(Path page) throws IOException {
        List<GuideBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        String mark = "";
        for (int i = 0; i < lines.size(); i++) {
            Matcher comment = MARK.matcher(lines.get(i));
            if (comment.matches()) {
                mark = comment.group(1) + comment.group(2);
            } else if (lines.get(i).startsWith("```")) {
                int from = i + 1;
                int to = from;
                while (!lines.get(to).equals("```")) {
                    to++;
                }
                blocks.add(new GuideBlock(
                        from, mark, lines.get(i).substring(3), String.join("\n", lines.subList(from, to)) + "\n"));
                mark = "";
                i = to;
            } else if (!mark.isEmpty()) {
                throw new IllegalStateException(page + ", line " + i + ": a mark stands right before its block");
            }
        }
        if (!mark.isEmpty()) {
            throw new IllegalStateException(page + ": a mark at the end, without a block");
        }
        return blocks;
    }

    /** What stands after a word in the mark, such as {@code until: TEXT}. */
    String after(String word) {
        int at = mark.indexOf(word + ": ");
        return at < 0 ? "" : mark.substring(at + word.length() + 2);
    }
}

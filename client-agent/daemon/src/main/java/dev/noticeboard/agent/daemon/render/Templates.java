package dev.noticeboard.agent.daemon.render;

import dev.noticeboard.agent.daemon.view.View;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.i18n.I18nExtension;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Renders Pebble templates strictly and in a sandbox: what is missing is an error, no method of any Java object can be called, no
 * class path resource is read, and other templates come from the template's own folder only.
 */
final class Templates {
    /** Characters of a rendered file: 16 Mi, far above any configuration, so that a loop cannot fill the memory. */
    private static final int LARGEST = 16 << 20;

    /** @throws RenderException with the template's name and line */
    static String render(Path template, View view) {
        Path real;
        try {
            real = template.toRealPath();
        } catch (IOException e) {
            throw new RenderException("template " + template + " cannot be read. Check that it is there.");
        }
        Path folder = real.getParent();
        if (folder == null) {
            throw new RenderException("template " + template + " is a folder. Name a file.");
        }
        String name = String.valueOf(real.getFileName());
        StringWriter out = new StringWriter();
        try {
            engine(folder, view).getTemplate(name).evaluate(out);
        } catch (PebbleException e) {
            throw explained(name, e);
        } catch (RenderException e) {
            throw e.at(name);
        } catch (IOException | RuntimeException e) {
            // Its message may quote a value.
            throw new RenderException(
                    name + ": cannot be evaluated (" + e.getClass().getSimpleName() + ").");
        }
        return out.toString();
    }

    private static PebbleEngine engine(Path folder, View view) {
        return new PebbleEngine.Builder()
                .loader(new FolderLoader(folder))
                .extension(new TemplateFunctions(view))
                .registerExtensionCustomizer(Templates::withoutResources)
                .methodAccessValidator((object, method) -> false)
                .strictVariables(true)
                .autoEscaping(false)
                .newLineTrimming(false)
                .maxRenderedSize(LARGEST)
                .cacheActive(false)
                .defaultLocale(Locale.ROOT)
                .build();
    }

    /** Without {@code i18n()}, which reads resources of the class path. */
    private static ExtensionCustomizer withoutResources(Extension extension) {
        return new ExtensionCustomizer(extension) {
            @Override
            public Map<String, Function> getFunctions() {
                return extension instanceof I18nExtension ? Map.of() : super.getFunctions();
            }
        };
    }

    private static RenderException explained(String name, PebbleException e) {
        String place = (e.getFileName() == null ? name : e.getFileName())
                + (e.getLineNumber() == null ? "" : " line " + e.getLineNumber());
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RenderException ours) {
                return ours.at(place);
            }
        }
        // Pebble's own message may quote what was evaluated.
        return new RenderException(place + ": cannot be evaluated ("
                + e.getClass().getSimpleName() + "). Check the syntax, and that every variable is set.");
    }

    private Templates() {}
}

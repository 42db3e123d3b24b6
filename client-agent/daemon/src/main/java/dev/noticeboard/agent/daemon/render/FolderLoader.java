package dev.noticeboard.agent.daemon.render;

import io.pebbletemplates.pebble.loader.Loader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads templates from one folder and those below it; what leads out of it, by {@code ..} or by a link, is refused. */
final class FolderLoader implements Loader<String> {
    private final Path folder;

    /** @param folder a real path: absolute, no links in it */
    FolderLoader(Path folder) {
        this.folder = folder;
    }

    @Override
    public Reader getReader(String name) {
        try {
            Path file = folder.resolve(name).toRealPath();
            if (!file.startsWith(folder)) {
                throw new RenderException(
                        "template " + name + " lies outside " + folder + ". Move it into that folder.");
            }
            return new StringReader(Files.readString(file));
        } catch (IOException e) {
            throw new RenderException(
                    "template " + name + " cannot be read in " + folder + ". Check that it is there, in UTF-8.");
        }
    }

    @Override
    public String resolveRelativePath(String relative, String anchor) {
        Path parent = Path.of(anchor).getParent();
        return parent == null ? relative : parent.resolve(relative).toString();
    }

    @Override
    public String createCacheKey(String name) {
        return name;
    }

    @Override
    public boolean resourceExists(String name) {
        return Files.isRegularFile(folder.resolve(name));
    }

    /** Always UTF-8. */
    @Override
    public void setCharset(String charset) {}

    /** Names are used as they are. */
    @Override
    public void setPrefix(String prefix) {}

    /** Names are used as they are. */
    @Override
    public void setSuffix(String suffix) {}
}

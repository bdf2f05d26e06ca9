package attention.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextAttribute;
import java.awt.image.BufferedImage;
import java.util.Map;

/** The fonts of this machine. */
final class Fonts {

  /** Whether text can be drawn; found out once. */
  static final boolean AVAILABLE = areAvailable();

  private Fonts() {}

  /** A sans serif of this size. */
  static Font of(double size, boolean bold, boolean italic) {
    int style = (bold ? Font.BOLD : Font.PLAIN) | (italic ? Font.ITALIC : Font.PLAIN);
    Font font = new Font(Font.SANS_SERIF, style, 1);
    return font.deriveFont(Map.of(TextAttribute.SIZE, (float) size));
  }

  private static boolean areAvailable() {
    Graphics2D graphics = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      graphics.setFont(of(8, false, false));
      graphics.drawString("a", 0, 8);
      return true;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false;
    } finally {
      graphics.dispose();
    }
  }
}

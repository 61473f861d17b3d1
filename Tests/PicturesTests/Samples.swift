import Daylight

/// Small pictures of every format, made for these tests: 16 × 12 pixels, red 16·x, green 21·y, blue 9·(x+y), where not said
/// otherwise.
enum Samples {
    /// Baseline, quality 90.
    static let jpeg = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYU\
        GBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAARCAAMABAD\
        AREAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKB\
        kaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZ\
        mqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQF\
        BgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5\
        OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX\
        2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD5c8FfAX/V/wCjfpWOHxfmeVw9xX8PvHvngr4C/wCr/wBG/wDHa+mw+L8z+m+HuK/h\
        94918FeDtL/d/uK/LcPUkf5c8PZjiPd94988FeDtL/d/uK+mw9WR/TXD2Y4n3feP/9k=
        """)

    static let progressiveJPEG = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQ\
        YEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCAAMABAD\
        ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAABAX/xAAVAQEBAAAAAAAAAAAAAAAAAAABAv/aAAwDAQACEAMQAAABmOc4j//EABcQAQEBAQAA\
        AAAAAAAAAAAAAAIAAQP/2gAIAQEAAQUCHGHGByBy/8QAFhEBAQEAAAAAAAAAAAAAAAAABAAB/9oACAEDAQE/ATJ2/8QAFREBAQAAAAAAAAAAAAAA\
        AAAAAgD/2gAIAQIBAT8BKv/EABQQAQAAAAAAAAAAAAAAAAAAACD/2gAIAQEABj8CH//EABYQAQEBAAAAAAAAAAAAAAAAAABRYf/aAAgBAQABPyHB\
        giRP/9oADAMBAAIAAwAAABBT/8QAFREBAQAAAAAAAAAAAAAAAAAAACH/2gAIAQMBAT8Qnf/EABURAQEAAAAAAAAAAAAAAAAAAAAB/9oACAECAQE/\
        ELv/xAAWEAEBAQAAAAAAAAAAAAAAAAAAITH/2gAIAQEAAT8QwMCEhP/Z
        """)

    static let greyJPEG = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYU\
        GBIUFRT/wAALCAAMABABAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEG\
        E1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJ\
        ipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APlzwV8Bf9X/\
        AKN+le+eCvgL/q/9G/8AHa918FeDtL/d/uK988FeDtL/AHf7iv/Z
        """)

    /// Four inks.
    static let inkJPEG = decoded(
        """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgS\
        FBUU/8AAFAgADAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAE\
        EQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6\
        g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkA\
        SwAAPwD4/wD2bf8Al1/Cvm7/AIZA/wCnL/x2vlL4W/C3/U/ufTtX6p1+qv7Nv/Lr+FH/AAyB/wBOX/jtfYHwt+Fv+p/c+naivyq/Zt/5dfwr9ev+\
        FZaB/wA+n6j/AArB+Fvh6y/c/uvSiv1V/Zt/5dfwo/4VloH/AD6fqP8ACvsD4W+HrL9z+69KK//Z
        """)

    /// 32 × 16 pixels stored, to be turned right: red, green above blue, white.
    static let turnedJPEG = decoded(
        """
        /9j/4AAQSkZJRgABAQAAAQABAAD/4QAiRXhpZgAATU0AKgAAAAgAAQESAAMAAAABAAYAAAAAAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUE\
        BAMEBgUGBgYFBgYGBwkIBgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/2wBDAQICAgICAgUDAwUKBwYHCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoK\
        CgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgr/wAARCAAQACADAREAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAA\
        AgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW\
        V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx\
        8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEI\
        FEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaX\
        mJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD5Hr+Xz/eAKAP0Ur+X\
        z/iPCgD8N6/7ID/UAKAP7LK/wfP1AKAP/9k=
        """)

    static let png = decoded(
        """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAIAAADkharWAAAAHUlEQVR4nGNkYGAQYOAkHrEwiHIyMJCARjWMFA0A9DEIvNcDTdIAAAAASUVORK5C\
        YII=
        """)

    static let greyPNG = decoded(
        """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAAAAABOjGJdAAAAP0lEQVR4nHWMQQoAIAzDFNbc5v+f62Gim+Kl0NC0NxCsQHTfLZCN1ASYnzUgzPPB\
        TykolISKgh4F2dCleP1kAupTBNXI7DPBAAAAAElFTkSuQmCC
        """)

    static let palettePNG = decoded(
        """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAMBAMAAACZySCyAAAAGFBMVEXQyMuIyKIwyHGwfpkwflGwP36wC2gwKi29y/5OAAAARUlEQVR4nE3MwQ2A\
        IBQE0fcJBViUPVklLdCBgQYEDxDjniaTycbF7Ej2MkJbZrRlShyMONF2PG0YKFk1e7qlSvf8Dj94AdNFEcDH3uhmAAAAAElFTkSuQmCC
        """)

    /// Opacity 17·x.
    static let clearPNG = decoded(
        """
        iVBORw0KGgoAAAANSUhEUgAAABAAAAAMCAYAAABr5z2BAAAAI0lEQVR4nGNkYGBgEGDgFCQXszCIcjIwMJCPRw0YNWBwGAAAc3IJu4FhylMAAAAA\
        SUVORK5CYII=
        """)

    static let webP = decoded(
        """
        UklGRlAAAABXRUJQVlA4IEQAAACwAQCdASoQAAwAAUAmJbACdAEOtXHUAP7+eRXmyv7lhvLK3QXdAQgaB/nxDeFxWKm/an/7hfu///r36nkCPQNT\
        yA0gAA==
        """)

    static let exactWebP = decoded(
        """
        UklGRioAAABXRUJQVlA4TB4AAAAvD8ACALmM6H/sIqL/ASEB4YT/czV5ICYhJgC46i4=
        """)

    /// Opacity 17·x.
    static let clearWebP = decoded(
        """
        UklGRjAAAABXRUJQVlA4TCMAAAAvD8ACELmM6H/sIqL/ASEB4YT/czV5ICZBIJDCRngCIL6qXQA=
        """)

    static let animatedWebP = decoded(
        """
        UklGRlQCAABXRUJQVlA4WAoAAAACAAAADwAACwAAQU5JTQYAAAAAAAAAAABBTk1GEAEAAAAAAAAAAA8AAAsAAGQAAAJWUDhM9wAAAC8PwAIA/2Wm\
        bZuRSNry57t7IMSCSe/8HeKc/zqcAgAAAAAAAHYfDwAQAwAgmMy2bdtGtm3btm3btu3ejOh/ADAMicETkVJQ0zGysHPxAsQypUZvZGphbefo4u7l\
        KwjHkpl8UWlFdV1jS3tXb2A8W272R6cX13ePL+9fv0MIHIUlICajpKFnYuXg5gNK5CqtgbGZpY29k6uHt58wEk9lC4rLKmvqm1o7uvuCk/lqe3B8\
        dnlz//T68f03giLQOEIScipaBmY2Th5+kFSh1hmamFvZOji7efr4i6KJdK6wpLyqtqG5rbOnPzRdrHeHJ+dXtw/Pb58//wMAQU5NRhABAAAAAAAA\
        AAAPAAALAABkAAAAVlA4TPcAAAAvD8ACAP9lpm2bkUja8ue7eyDEgknv/B3inP86nAIAAAAAAAB2Hw8AEAMAIJjMtm3bRrZt27Zt27bt3ozof/w/\
        n2/PD7dX5yeHu/ViOvrv6WxrbqitKi8pzKUT0VC/j6ebs4OtlbmJoU6tkIr8eTjZmBloqchJCHFoBBTE9/3x+nR/c3l2fLBdzSfDv+6O1qb6msqy\
        4oJsKh4J9nl7uDrZ21iaGRtoVXKJ0I+bg5WJnoaSjJgAi4JDgLxf7y+Pd9cXp0f7zXI2Hvx2tbc01lVXlBblM8lYONDr5e7iaGdtYWqk1yhlYoEv\
        FzsLIx01BSkRHoOEgQEAAA==
        """)

    static let all: [[UInt8]] = [
        jpeg, progressiveJPEG, greyJPEG, inkJPEG, turnedJPEG, png, greyPNG, palettePNG, clearPNG, webP, exactWebP, clearWebP,
        animatedWebP, pixmap, greymap,
    ]

    static let pixmap = Array("P6\n# made for a test\n16 12\n255\n".utf8) + pixels
    static let greymap = Array("P5 16 12 255\n".utf8) + pixels.prefix(16 * 12)

    /// The colours as said above.
    static let pixels: [UInt8] = {
        var pixels: [UInt8] = []
        for y: UInt8 in 0..<12 {
            for x: UInt8 in 0..<16 { pixels += [16 * x, 21 * y, 9 * (x + y)] }
        }
        return pixels
    }()

    private static func decoded(_ text: String) -> [UInt8] { Base64.decode(text) ?? [] }
}

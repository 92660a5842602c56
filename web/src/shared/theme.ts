import type { ThemeConfig } from "antd";

/** Colours of the product; text on white or paper keeps at least 4.5:1. */
export const INK = "#1d2b3a";
export const LOTUS = "#0f766e";
export const PAPER = "#f7f8f7";
export const WAIT = "#1d5fa8";
export const AMBER = "#8a5300";
export const STOP = "#b3261e";
const QUIET = "#52606d";

export const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif';

export const theme: ThemeConfig = {
  token: {
    colorPrimary: LOTUS,
    colorLink: LOTUS,
    colorInfo: WAIT,
    colorSuccess: "#15743a",
    colorWarning: AMBER,
    colorError: STOP,
    colorWarningBg: "#fdf4e0",
    colorWarningBorder: "#eed5a0",
    colorInfoBg: "#eaf2fb",
    colorInfoBorder: "#bcd4ef",
    colorErrorBg: "#fdeeec",
    colorErrorBorder: "#f0c4bf",
    colorText: INK,
    colorTextSecondary: QUIET,
    colorTextTertiary: QUIET,
    colorTextDescription: QUIET,
    colorTextPlaceholder: "#5f6c78",
    colorTextDisabled: "#66727e",
    colorBgLayout: PAPER,
    colorBorderSecondary: "#e3e7e6",
    controlItemBgActive: "#e4f1ef",
    fontFamily: FONT,
    fontSize: 14,
    borderRadius: 6,
    wireframe: false,
  },
  components: {
    Table: { cellPaddingBlockMD: 8, cellPaddingInlineMD: 12, headerBg: "#f4f7f6", headerColor: "#3c4a57" },
    Menu: { itemSelectedBg: "#e4f1ef", itemSelectedColor: "#0b5c56", itemHeight: 40 },
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", headerPadding: "0 24px", headerHeight: 52 },
    Card: { bodyPadding: 16, headerHeight: 44 },
    Form: { itemMarginBottom: 16 },
    Tag: { defaultColor: INK },
    Descriptions: { labelColor: QUIET },
  },
};

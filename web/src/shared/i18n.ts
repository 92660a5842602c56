import i18next from "i18next";
import { initReactI18next } from "react-i18next";

type Texts = Record<string, string>;
const files = import.meta.glob<{ default: Texts }>("./locales/*.json");

export const FIRST_LANGUAGE = "zh-Hans";

/** This will load one language and make it the one shown. */
export async function startTexts(language: string = FIRST_LANGUAGE): Promise<void> {
  const { default: texts } = await files[`./locales/${language}.json`]();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { translation: texts } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

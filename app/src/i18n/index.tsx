import { createContext, type ReactNode, useCallback, useContext } from 'react';
import { IntlProvider, useIntl } from 'react-intl';

/** The languages that every text of the dApp exists in. */
export const LOCALES = ['en', 'nl', 'es'] as const;
export type Locale = (typeof LOCALES)[number];
export const LOCALE_NAMES: Record<Locale, string> = { en: 'English', nl: 'Nederlands', es: 'Español' };

/** One text in every language, in ICU syntax. A missing language does not compile. */
export type Text = Readonly<Record<Locale, string>>;
/** The texts of one page or component; each travels with the code that shows it. */
export type Messages = Readonly<Record<string, Text>>;
/** What can stand in a placeholder of a text. */
export type Values = Readonly<Record<string, string | number | bigint | Date>>;

/** Declares texts, keeping their keys as a type. */
export function texts<M extends Messages>(messages: M): M {
  return messages;
}

/** The browser's first language that we speak, else English. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    const found = LOCALES.find((locale) => language.toLowerCase().startsWith(locale));
    if (found) return found;
  }
  return 'en';
}

const LocaleContext = createContext<Locale>('en');

/** Provides the language to everything below. */
export function Language({ locale, children }: { locale: Locale; children: ReactNode }) {
  return (
    <LocaleContext.Provider value={locale}>
      <IntlProvider locale={locale} defaultLocale={locale}>
        {children}
      </IntlProvider>
    </LocaleContext.Provider>
  );
}

/** The present language. */
export const useLocale = (): Locale => useContext(LocaleContext);

/** A function that gives the text of a key in the present language. */
export function useT<M extends Messages>(messages: M) {
  const intl = useIntl();
  const locale = useLocale();
  return useCallback(
    (key: keyof M & string, values?: Values): string =>
      intl.formatMessage({ id: key, defaultMessage: messages[key]?.[locale] ?? key }, values as Record<string, string>),
    [intl, locale, messages],
  );
}

/** As `useT`, but with elements in placeholders: an address that can be copied within a sentence. */
export function useRich<M extends Messages>(messages: M) {
  const intl = useIntl();
  const locale = useLocale();
  return useCallback(
    (key: keyof M & string, values: Record<string, ReactNode>): ReactNode =>
      intl.formatMessage({ id: key, defaultMessage: messages[key]?.[locale] ?? key }, values),
    [intl, locale, messages],
  );
}

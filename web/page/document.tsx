import type { ComponentChildren } from 'preact';
import type { Assets, Operator } from '../contract.ts';
import { ofName } from '../french/typography.ts';
import { Menu } from './layout/menu.tsx';
import type { Head, PageAnswer } from './layout/page.ts';
import { Linked } from './reference/linked.tsx';

const MENU = [
  { path: '/', label: 'Chercher' },
  { path: '/experiences', label: 'Expériences' },
  { path: '/themes', label: 'Thèmes' },
  { path: '/leviers', label: 'Leviers' },
  { path: '/a-propos', label: 'À propos' },
] as const;

const CONTRIBUTE = { path: '/proposer', label: 'Proposer une expérience' };

const FOOTER = [
  { path: '/integration', label: 'Intégrer à un site' },
  { path: '/docs', label: 'API' },
  { path: '/plan-du-site', label: 'Plan du site' },
  { path: '/accessibilite', label: 'Accessibilité : partiellement conforme' },
  { path: '/ecoconception', label: 'Écoconception' },
  { path: '/mentions-legales', label: 'Mentions légales' },
] as const;

const SHARE_IMAGE = { name: 'page', alt: 'Essaimage\u00a0: collectivités et économie sociale et solidaire' };

interface MetadataProps {
  readonly head: Head;
  readonly assets: Assets;
  /** Origin of the service; null where it is not certain. */
  readonly origin: string | null;
}

/** JSON that cannot close the `script` element it stands in. */
function inScript(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

function ShareImage({ head, assets, origin }: MetadataProps) {
  if (origin === null) return null;
  const wanted = head.shareImage ?? SHARE_IMAGE;
  const { name, alt } = assets.shareImages.includes(`/partage/${wanted.name}.png`) ? wanted : SHARE_IMAGE;
  return (
    <>
      <meta property="og:image" content={`${origin}/partage/${encodeURIComponent(name)}.png`} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={alt} />
      <meta name="twitter:card" content="summary_large_image" />
    </>
  );
}

function Metadata({ head, assets, origin }: MetadataProps) {
  const address = origin === null ? null : `${origin}${head.canonicalPath}`;
  return (
    <>
      <title>{`${head.title} – Essaimage`}</title>
      <meta name="description" content={head.description} />
      {address !== null && <link rel="canonical" href={address} />}
      {!head.isIndexed && <meta name="robots" content="noindex" />}
      <meta property="og:type" content={head.isArticle === true ? 'article' : 'website'} />
      <meta property="og:site_name" content="Essaimage" />
      <meta property="og:locale" content="fr_FR" />
      <meta property="og:title" content={head.title} />
      <meta property="og:description" content={head.description} />
      {address !== null && <meta property="og:url" content={address} />}
      {address !== null && head.isEmbeddable === true && (
        <link
          rel="alternate"
          type="application/json+oembed"
          title={head.title}
          href={`${origin}/oembed?${new URLSearchParams({ url: address, format: 'json' })}`}
        />
      )}
      <ShareImage head={head} assets={assets} origin={origin} />
      {head.feed !== undefined && (
        <link rel="alternate" type="application/atom+xml" title={head.feed.title} href={head.feed.path} />
      )}
      {head.structuredData !== undefined && (
        <script
          type="application/ld+json"
          dangerouslySetInnerHTML={{ __html: inScript(head.structuredData) }}
        />
      )}
    </>
  );
}

interface ShellProps {
  readonly section: string | undefined;
  readonly operator: Operator;
  readonly children: ComponentChildren;
}

function Header({ section, operator }: Pick<ShellProps, 'section' | 'operator'>) {
  const { name, look: { logo } = { logo: null } } = operator;
  return (
    <header class="site-header">
      <div class="site-header-inner">
        <a class="brand" href="/">
          <svg
            class="brand-mark"
            width="36"
            height="36"
            viewBox="0 0 32 32"
            aria-hidden="true"
            focusable="false"
          >
            <path d="M9 14l5.2 3v6L9 26l-5.2-3v-6z" />
            <path d="M20.4 14l5.2 3v6l-5.2 3-5.2-3v-6z" />
            <path d="M14.7 4.2l5.2 3v6l-5.2 3-5.2-3v-6z" />
            <path d="M26 1.5l3.5 2v4l-3.5 2-3.5-2v-4z" />
          </svg>
          Essaimage
        </a>
        {(name ?? logo) !== null && (
          <p class="operator">
            {logo !== null && <img src={logo.path} alt={name === null ? 'Logo de l’exploitant' : ''} />}
            {name !== null && `un service ${ofName(name)}`}
          </p>
        )}
        <Menu label="Menu principal" links={MENU} current={section} />
      </div>
    </header>
  );
}

function Footer({ contact, takesContributions }: Pick<Operator, 'contact' | 'takesContributions'>) {
  return (
    <footer class="site-footer">
      <div class="site-footer-inner">
        <p>
          Ce que des collectivités ont fait avec l’économie sociale et solidaire (ESS), et les leviers
          qu’elles ont actionnés.
          {contact !== null && (
            <>
              {' '}
              Une question, une erreur à signaler&nbsp;: <Linked value={contact} />
            </>
          )}
        </p>
        <Menu label="Pied de page" links={takesContributions ? [CONTRIBUTE, ...FOOTER] : FOOTER} />
      </div>
    </footer>
  );
}

function Shell({ section, operator, children }: ShellProps) {
  return (
    <body>
      <a class="skip-link" href="#contenu">
        Aller au contenu
      </a>
      <Header section={section} operator={operator} />
      <main id="contenu" tabindex={-1}>
        {children}
      </main>
      <Footer {...operator} />
    </body>
  );
}

function FramedShell({ children }: { readonly children: ComponentChildren }) {
  return (
    <body class="framed">
      <main>{children}</main>
    </body>
  );
}

/** The whole document of a page. */
export function Document({
  answer,
  assets,
  operator,
  origin,
}: {
  readonly answer: PageAnswer;
  readonly assets: Assets;
  readonly operator: Operator;
  /** Origin of the service; null where it is not certain. */
  readonly origin: string | null;
}) {
  const { head, body, section, hydration, ownStyles = '', isFramed = false } = answer;
  const { [ownStyles]: own } = assets.ownStyles;
  const styles = [...assets.styles, own, operator.look?.style?.path].filter((href) => href !== undefined);
  const script = hydration === undefined ? undefined : assets.scripts[hydration.entry];
  const content =
    hydration === undefined ? (
      body
    ) : (
      <>
        <div id="page">{body}</div>
        <script
          id="donnees"
          type="application/json"
          dangerouslySetInnerHTML={{ __html: inScript(hydration.data) }}
        />
      </>
    );
  return (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" type="image/svg+xml" href="/favicon.svg" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        {!isFramed &&
          assets.fonts.map((href) => (
            <link key={href} rel="preload" as="font" type="font/woff2" href={href} crossorigin="anonymous" />
          ))}
        <Metadata head={head} assets={assets} origin={origin} />
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {script !== undefined && <script type="module" src={script} />}
      </head>
      {isFramed ? (
        <FramedShell>{content}</FramedShell>
      ) : (
        <Shell section={section} operator={operator}>
          {content}
        </Shell>
      )}
    </html>
  );
}

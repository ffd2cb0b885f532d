import { formatNumber } from '../../../src/domain/french/formats.ts';
import type { LeverPage } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';

type LegalText = LeverPage['texts'][number];

/** Citation of a text, with its official address: its own, or that of the code or the law that holds it. */
function Reference({ text: { ref, address } }: { readonly text: LegalText }) {
  if (address === null) return <>{typeset(ref)}</>;
  return (
    <>
      <a href={address.url}>{typeset(ref)}</a>
      {address.opens === 'code' && <span class="quiet"> (lien vers le texte entier)</span>}
    </>
  );
}

export function LegalTexts({ texts }: Pick<LeverPage, 'texts'>) {
  if (texts.length === 0) return null;
  return (
    <section class="card law" aria-labelledby="loi-titre">
      <h2 id="loi-titre">Les textes</h2>
      <dl class="legal">
        {texts.map((text) => (
          <div key={`${text.ref} ${text.about}`}>
            <dt>
              <Reference text={text} />
            </dt>
            <dd>{typeset(text.about)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Thresholds({ thresholds }: Pick<LeverPage, 'thresholds'>) {
  if (thresholds.length === 0) return null;
  return (
    <section class="card" aria-labelledby="seuils-titre">
      <h2 id="seuils-titre">Seuils et durées</h2>
      <dl class="legal">
        {thresholds.map(({ label, value, unit, note, ref }) => (
          <div key={label}>
            <dt>{typeset(label)}</dt>
            <dd>
              {typeset(`${formatNumber(value)} ${unit}${note === null ? '' : ` (${note})`}`)}
              <span class="quiet">{typeset(` · ${ref}`)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function WatchOut({ watchOut }: Pick<LeverPage, 'watchOut'>) {
  if (watchOut.length === 0) return null;
  return (
    <section class="card watch-out" aria-labelledby="vigilance-titre">
      <h2 id="vigilance-titre">Points de vigilance</h2>
      <ul class="bullets">
        {watchOut.map((text) => (
          <li key={text}>{typeset(text)}</li>
        ))}
      </ul>
    </section>
  );
}

export function FirstSteps({ firstSteps }: Pick<LeverPage, 'firstSteps'>) {
  if (firstSteps.length === 0) return null;
  return (
    <section class="card" aria-labelledby="pas-titre">
      <h2 id="pas-titre">Premiers pas</h2>
      <ol class="bullets">
        {firstSteps.map((text) => (
          <li key={text}>{typeset(text)}</li>
        ))}
      </ol>
    </section>
  );
}

import { formatDate, formatNumber } from '../../../src/domain/french/formats.ts';
import type { LeverPage } from '../../api/answers.ts';
import { typeset } from '../../french/typography.ts';

type LegalText = LeverPage['texts'][number];

/** Citation of a text, which its own official address opens. */
function Reference({ text: { ref, address } }: { readonly text: LegalText }) {
  if (address?.opens !== 'reference') return <>{typeset(ref)}</>;
  return <a href={address.url}>{typeset(ref)}</a>;
}

/** How a text was checked, and the address of its code when that is all there is. */
function Checked({ text: { ref, address, checkedOn, checkedHow } }: { readonly text: LegalText }) {
  return (
    <dd class="quiet">
      {typeset(`Vérifié le ${formatDate(checkedOn)} : ${checkedHow}. `)}
      {address === null && 'Pas d’adresse officielle connue.'}
      {address?.opens === 'code' && (
        <a href={address.url}>
          Le code ou le chapitre, à l’adresse officielle
          <span class="visually-hidden">{typeset(` : ${ref}`)}</span>
        </a>
      )}
    </dd>
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
            <Checked text={text} />
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
        {thresholds.map(({ label, value, unit, year, note, sourceUrl }) => (
          <div key={label}>
            <dt>{typeset(label)}</dt>
            <dd>
              {typeset(`${formatNumber(value)} ${unit}${note === null ? '' : ` (${note})`}`)}
              <span class="quiet">
                , <a href={sourceUrl}>{`source de ${year}`}</a>
              </span>
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

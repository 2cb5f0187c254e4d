// Dashboards as Grafana's own types have them, with the words of enumerations as JSON has them.
import type {
  AnnotationQuery,
  DataQuery,
  Dashboard,
  FieldConfig,
  FieldConfigSource,
  Panel,
  RowPanel,
} from '@grafana/schema';
import type * as Stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as StateTimeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as Table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as TimeSeries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

type Plain<T> = T extends string
  ? `${T}`
  : T extends number | boolean | null | undefined
    ? T
    : T extends (infer E)[]
      ? Plain<E>[]
      : T extends object
        ? { [K in keyof T]: Plain<T[K]> }
        : T;

interface InfluxAnnotation extends DataQuery {
  query: string;
  rawQuery: true;
  fromAnnotations: true;
  textEditor: true;
  textColumn: string;
  tagsColumn: string;
  timeEndColumn: string;
}

interface Drawn<Type extends string, Options, Custom> {
  type: Type;
  options: Plain<Partial<Options>>;
  fieldConfig: {
    defaults: Omit<Plain<FieldConfig>, 'custom'> & { custom: Plain<Partial<Custom>> };
    overrides: Plain<FieldConfigSource['overrides']>;
  };
}

type OfType =
  | Drawn<'stat', Stat.Options, Record<string, never>>
  | Drawn<'state-timeline', StateTimeline.Options, StateTimeline.FieldConfig>
  | Drawn<'table', Table.Options, Table.FieldConfig>
  | Drawn<'timeseries', TimeSeries.Options, TimeSeries.FieldConfig>;

type One = Omit<Plain<Panel>, 'type' | 'options' | 'fieldConfig'> & OfType;

export type Checked = Omit<Plain<Dashboard>, 'annotations' | 'panels'> & {
  annotations: { list: Plain<AnnotationQuery<InfluxAnnotation>>[] };
  panels: ((Omit<Plain<RowPanel>, 'panels'> & { panels: One[] }) | One)[];
};

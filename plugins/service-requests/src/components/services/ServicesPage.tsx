import { Route, Routes, useParams } from 'react-router-dom';
import { ServiceRequestsPage } from '../common/ServiceRequestsPage';
import { ServicePage } from '../service/ServicePage';
import { ServiceList } from './ServiceList';

/** What runs, and one of it at an address of its own. */
export function ServicesPage() {
  return (
    <ServiceRequestsPage>
      <Routes>
        <Route path=":id" element={<One />} />
        <Route path="*" element={<ServiceList />} />
      </Routes>
    </ServiceRequestsPage>
  );
}

function One() {
  const { id = '' } = useParams();
  return <ServicePage key={id} id={id} />;
}
